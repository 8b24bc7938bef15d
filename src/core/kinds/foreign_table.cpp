#include "core/kinds/foreign_table.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/table_links.hpp"
#include "core/kinds/table_parts.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, c.relname::text AS name, NULL AS args,
       c.relowner AS owner, c.relacl AS acl,
       s.srvname::text AS server, )" +
           foreign_options_column("f.ftoptions") + " AS options, " + table_links_columns() + R"(
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_foreign_table f ON f.ftrelid = c.oid
JOIN pg_foreign_server s ON s.oid = f.ftserver
)" + table_links_join() +
           R"(
WHERE c.relkind = 'f' AND c.relnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    auto table = read_fields<ForeignTable>(row);
    mark_secrets(table.options);
    table.has_children = row.at("has_children") == "t";
    return Attributes(std::move(table));
}

std::string target(const Object& object) {
    return "FOREIGN TABLE " + object.id.qualified();
}

void create(const Creation& creation, Script& script) {
    const auto& t = creation.object.as<ForeignTable>();
    const std::string parts = part_list(creation) + inherits_clause(t);
    add_with_secrets(
        script,
        [&](Secrets secrets) {
            return "CREATE " + target(creation.object) + parts + " SERVER " + quote_ident(t.server) +
                   options_clause(t.options, secrets);
        },
        {.lock = t.inherits.empty() ? Lock::none : Lock::share_update_exclusive});
    add_rest_of_parts(creation, script);
    if (t.partition_of) attach_partition(creation.object, script);
}

// The server is given once and for all; rows live there, so that nothing is lost when the table is made anew.
void alter(const Alteration& a, Script& script) {
    if (a.changes.has("server")) return;
    alter_links(a, script);
    if (!a.changes.take("options")) return;
    add_with_secrets(
        script,
        [&](Secrets secrets) {
            return "ALTER " + target(a.to) +
                   options_change(a.from.as<ForeignTable>().options, a.to.as<ForeignTable>().options, secrets);
        },
        {.lock = Lock::access_exclusive});
}

} // namespace

const Ops foreign_table = {
    .kind = Kind::foreign_table,
    .name = "foreign table",
    .plural = "foreign_tables",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_exclusively,
    .rename = rename_exclusively,
    .react = react_to_links,
    .leaves = leaves_parent,
    .lets_go_late = swaps_parents,
    .facet = facet_of_links,
    .keep_undeclared = keep_secrets_of<ForeignTable>,
    .leave_out_secrets = leave_out_secrets_of<ForeignTable>,
    .acl_type = 'r',
    .grant_word = "TABLE",
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "f",
    .shares_relation_names = true,
    .shares_type_names = true,
};

} // namespace flux::kinds
