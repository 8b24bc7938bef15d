#include "core/kinds/schemaless.hpp"

#include "core/text/list.hpp"

namespace flux::kinds {
namespace {

std::string source_of(const Ingredient& i) {
    const std::string prefix(i.prefix);
    return " FROM " + std::string(i.catalog) + " i JOIN pg_namespace im ON im.oid = i." + prefix +
           "namespace WHERE i.oid = " + i.oid;
}

} // namespace

std::string home_schema(const std::vector<Ingredient>& ingredients) {
    std::vector<std::string> names;
    for (const Ingredient& each : ingredients)
        names.push_back("(SELECT im.nspname::text" + source_of(each) + " AND im.oid = ANY ($1))");
    return "coalesce(" + join(names) + ")";
}

std::string within_managed(const std::vector<Ingredient>& ingredients) {
    std::string out;
    for (const Ingredient& each : ingredients)
        out += (out.empty() ? "" : " AND ") + std::string("NOT EXISTS (SELECT") + source_of(each) +
               " AND im.oid <> ALL ($1) AND im.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT EXISTS "
               "(SELECT FROM pg_depend e WHERE e.classid = '" +
               each.catalog + "'::regclass AND e.objid = i.oid AND e.deptype = 'e'))";
    return out;
}

} // namespace flux::kinds
