#include "core/kinds/materialized_view.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/relation_options.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// Why reset_val: while a shadow is read, the setting itself names the shadow's access method.
std::string query(int) {
    return R"(
SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, c.relname::text AS name, NULL AS args,
       c.relowner AS owner, c.relacl AS acl,
       btrim(pg_get_viewdef(c.oid), E' ;\n') AS definition,
       c.reloptions AS options,
       ts.spcname::text AS tablespace,
       CASE WHEN am.amname <> 'pg_flux_shadow'
             AND am.amname <> (SELECT s.reset_val FROM pg_settings s WHERE s.name = 'default_table_access_method')
            THEN am.amname::text END AS access_method,
       c.relispopulated AS populated
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
WHERE c.relkind = 'm' AND c.relnamespace = ANY ($1))";
}

Attributes read(const Row& row) { return Attributes(read_fields<MaterializedView>(row)); }

std::string target(const Object& object) { return "MATERIALIZED VIEW " + object.id.qualified(); }

void create(const Creation& creation, Script& script) {
    const auto& v = creation.object.as<MaterializedView>();
    std::string sql = "CREATE " + target(creation.object);
    if (v.access_method) sql += " USING " + quote_ident(*v.access_method);
    sql += with_options(v.options);
    if (v.tablespace) sql += " TABLESPACE " + quote_ident(*v.tablespace);
    script.add(sql + " AS\n" + v.definition.sql(), {.lock = Lock::access_share});
}

// Another query or access method means another materialized view: its data is made from the query again.
void alter(const Alteration& alteration, Script& script) {
    Changes& changes = alteration.changes;
    if (changes.has("definition") || changes.has("access_method")) return;
    const auto& from = alteration.from.as<MaterializedView>();
    const auto& to = alteration.to.as<MaterializedView>();
    const std::string start = "ALTER " + target(alteration.to);
    if (changes.take("options"))
        for (const std::string& clause : option_changes(from.options, to.options))
            script.add(start + clause, {.lock = Lock::share_update_exclusive});
    if (changes.take("tablespace"))
        script.add(start + " SET TABLESPACE " + quote_ident(to.tablespace.value_or("pg_default")),
                   {.lock = Lock::access_exclusive, .rewrites = true});
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object), {.lock = Lock::access_exclusive, .hazards = {Hazard::data_loss}});
}

} // namespace

const Ops materialized_view = {
    .kind = Kind::materialized_view,
    .name = "materialized view",
    .plural = "materialized_views",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename_exclusively,
    .acl_type = 'r',
    .grant_word = "TABLE",
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "m",
    .shares_relation_names = true,
    .shares_type_names = true,
};

} // namespace flux::kinds
