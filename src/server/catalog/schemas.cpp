// The queries about schemas.
#include "server/catalog/schemas.hpp"

#include <charconv>

#include "server/pg/catalog_queries.hpp"
#include "server/pg/guc.hpp"

namespace flux::catalog {
namespace {

std::vector<std::string> first_column(const Rows& rows) {
    std::vector<std::string> values;
    for (const auto& row : rows.cells) values.push_back(*row[0]);
    return values;
}

} // namespace

std::vector<unsigned int> schema_oids(pg::CatalogQueries& catalog, const std::vector<std::string>& schemas) {
    std::vector<unsigned int> oids;
    for (const std::string& text :
         first_column(catalog.query("SELECT oid FROM pg_namespace WHERE nspname = ANY ($1)", {pg::Param::names(schemas)})))
        std::from_chars(text.data(), text.data() + text.size(), oids.emplace_back());
    return oids;
}

std::vector<std::string> unknown_schemas(const std::vector<std::string>& schemas) {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::CatalogQueries catalog;
    return first_column(catalog.query("SELECT name::text FROM unnest($1) AS name "
                                      "WHERE NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = name)",
                                      {pg::Param::names(schemas)}));
}

std::vector<std::string> all_schemas() {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::CatalogQueries catalog;
    return first_column(catalog.query(
        "SELECT nspname::text FROM pg_namespace AS n WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' "
        "AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid "
        "AND d.deptype = 'e') ORDER BY nspname COLLATE \"C\""));
}

} // namespace flux::catalog
