#include "core/kinds/named_object.hpp"

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

Effects exclusive() {
    return {.lock = Lock::access_exclusive};
}

void rename(const Object& from, const Identity& to, const Effects& effects, Script& script) {
    Object here = from;
    if (!to.parent.empty()) {
        here.id.schema = to.schema;
        here.id.parent = to.parent;
    }
    const auto alter = [&] { return "ALTER " + ops(here).target(here); };
    if (here.id.name != to.name) script.add(alter() + " RENAME TO " + quote_ident(to.name), effects);
    here.id.name = to.name;
    if (here.id.schema != to.schema) script.add(alter() + " SET SCHEMA " + quote_ident(to.schema), effects);
}

} // namespace

std::string named_columns(std::string_view catalog, std::string_view prefix, bool has_owner,
                          std::string_view args, std::string_view acl) {
    const std::string column = "x." + std::string(prefix);
    return "SELECT '" + std::string(catalog) +
           "'::regclass::oid AS classid, x.oid AS objid, 0 AS objsubid, n.nspname::text AS schema, "
           "NULL AS parent, " +
           column + "name::text AS name, " + std::string(args) + " AS args, " +
           (has_owner ? column + "owner" : "NULL::oid") + " AS owner, " + std::string(acl) + " AS acl";
}

std::string named_source(std::string_view catalog, std::string_view prefix, std::string_view joins) {
    const std::string schema = "x." + std::string(prefix) + "namespace";
    return "\nFROM " + std::string(catalog) + " x\nJOIN pg_namespace n ON n.oid = " + schema + "\n" +
           std::string(joins) + "\nWHERE " + schema + " = ANY ($1)";
}

std::string qualified_name_of(std::string_view catalog, std::string_view prefix, std::string_view oid) {
    const std::string p(prefix);
    return "(SELECT format('%I.%I', qn.nspname, q." + p + "name) FROM " + std::string(catalog) +
           " q JOIN pg_namespace qn ON qn.oid = q." + p + "namespace WHERE q.oid = " + std::string(oid) + ")";
}

void drop_named(const Object& object, Script& script) {
    script.add("DROP " + ops(object).target(object));
}

void drop_exclusively(const Object& object, Script& script) {
    script.add("DROP " + ops(object).target(object), exclusive());
}

void rename_named(const Object& from, const Identity& to, Script& script) {
    rename(from, to, {}, script);
}

void rename_exclusively(const Object& from, const Identity& to, Script& script) {
    rename(from, to, exclusive(), script);
}

} // namespace flux::kinds
