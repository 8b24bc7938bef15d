#include "core/kinds/table.hpp"

#include <algorithm>

#include "core/kinds/foreign_table.hpp"
#include "core/kinds/named_object.hpp"
#include "core/kinds/relation_options.hpp"
#include "core/kinds/table_links.hpp"
#include "core/kinds/table_parts.hpp"
#include "core/kinds/table_rows.hpp"
#include "core/text/qualified.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// Why reset_val: while a shadow is read, the setting itself names the shadow's access method. A partitioned table has an access
// method from 17 on, for partitions to come, and only where it was given one: that is not the same as the default.
std::string query(int) {
    return R"(
SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, c.relname::text AS name, NULL AS args,
       c.relowner AS owner, c.relacl AS acl,
       c.relpersistence = 'u' AS unlogged,
       CASE WHEN c.relkind = 'p' AND am.amname = 'pg_flux_shadow' THEN usual.access_method
            WHEN am.amname <> 'pg_flux_shadow' AND (c.relkind = 'p' OR am.amname <> usual.access_method)
            THEN am.amname::text END AS access_method,
       ts.spcname::text AS tablespace,
       coalesce(c.reloptions, '{}') || ARRAY(SELECT 'toast.' || o FROM unnest(toast.reloptions) AS o) AS options,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
       )" + table_links_columns() + R"(,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
       c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security,
       CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' ELSE 'default' END
           AS replica_identity
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
CROSS JOIN (SELECT s.reset_val AS access_method FROM pg_settings s WHERE s.name = 'default_table_access_method') AS usual
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
)" + table_links_join() + R"(
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    auto table = read_fields<Table>(row);
    table.has_children = row.at("has_children") == "t";
    return Attributes(std::move(table));
}

std::string target(const Object& object) {
    return "TABLE " + object.id.qualified();
}

constexpr Effects kExclusive = {.lock = Lock::access_exclusive};

// CREATE TABLE without columns and constraints.
std::string clauses(const Table& t) {
    std::string out = inherits_clause(t);
    if (t.partition_key) out += " PARTITION BY " + t.partition_key->sql();
    if (t.access_method) out += " USING " + quote_ident(*t.access_method);
    out += with_options(t.options);
    if (t.tablespace) out += " TABLESPACE " + quote_ident(*t.tablespace);
    return out;
}

void add_settings(const Object& object, Script& script) {
    const auto& t = object.as<Table>();
    if (t.row_security) script.add("ALTER " + target(object) + " ENABLE ROW LEVEL SECURITY", kExclusive);
    if (t.force_row_security) script.add("ALTER " + target(object) + " FORCE ROW LEVEL SECURITY", kExclusive);
    if (t.replica_identity == "nothing" || t.replica_identity == "full")
        script.add("ALTER " + target(object) + " REPLICA IDENTITY " +
                       (t.replica_identity == "full" ? "FULL" : "NOTHING"),
                   kExclusive);
}

void create(const Creation& creation, Script& script) {
    const Object& object = creation.object;
    const auto& t = object.as<Table>();
    script.add(std::string("CREATE ") + (t.unlogged ? "UNLOGGED " : "") + target(object) +
                   (t.of_type ? " OF " + *t.of_type : "") + part_list(creation) + clauses(t),
               {.lock = t.inherits.empty() ? Lock::none : Lock::share_update_exclusive});
    add_rest_of_parts(creation, script);
    add_settings(object, script);
    if (t.partition_of) attach_partition(object, script);
}

std::string access_method(const Table& table) {
    if (table.access_method) return quote_ident(*table.access_method);
    return table.partition_key ? "DEFAULT" : "heap";
}

void alter_storage(const Alteration& a, Script& script) {
    const auto &from = a.from.as<Table>(), &to = a.to.as<Table>();
    const std::string alter = "ALTER " + target(a.to);
    if (a.changes.take("unlogged"))
        script.add(alter + (to.unlogged ? " SET UNLOGGED" : " SET LOGGED"),
                   {.lock = Lock::access_exclusive, .rewrites = true});
    if (a.changes.take("access_method"))
        script.add(alter + " SET ACCESS METHOD " + access_method(to),
                   {.lock = Lock::access_exclusive, .rewrites = !to.partition_key});
    if (a.changes.take("tablespace"))
        script.add(alter + " SET TABLESPACE " + quote_ident(to.tablespace.value_or("pg_default")),
                   {.lock = Lock::access_exclusive, .rewrites = true});
    if (a.changes.take("options"))
        for (const std::string& clause : option_changes(from.options, to.options))
            script.add(alter + clause, {.lock = Lock::share_update_exclusive});
}

void alter_security(const Alteration& a, Script& script) {
    const auto& to = a.to.as<Table>();
    const std::string alter = "ALTER " + target(a.to);
    if (a.changes.take("row_security"))
        script.add(alter + (to.row_security ? " ENABLE" : " DISABLE") + " ROW LEVEL SECURITY", kExclusive);
    if (a.changes.take("force_row_security"))
        script.add(alter + (to.force_row_security ? " FORCE" : " NO FORCE") + " ROW LEVEL SECURITY",
                   kExclusive);
    if (!a.changes.take("replica_identity") || to.replica_identity == "index") return;
    const char* identity = to.replica_identity == "full"      ? "FULL"
                           : to.replica_identity == "nothing" ? "NOTHING"
                                                              : "DEFAULT";
    script.add(alter + " REPLICA IDENTITY " + identity, kExclusive);
}

// While its type changes, a typed table is none: its columns follow one by one.
void alter_type(const Alteration& a, Script& script) {
    const auto &from = a.from.as<Table>().of_type, &to = a.to.as<Table>().of_type;
    if (!a.changes.take("of_type") && !a.upheaval.link) return;
    const std::string alter = "ALTER " + target(a.to);
    if (from) script.add(alter + " NOT OF", {.lock = Lock::access_exclusive, .phase = Phase::release});
    if (to) script.add(alter + " OF " + *to, {.lock = Lock::access_exclusive, .phase = Phase::late});
}

void alter(const Alteration& a, Script& script) {
    alter_links(a, script);
    alter_type(a, script);
    alter_storage(a, script);
    alter_security(a, script);
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object), {.lock = Lock::access_exclusive, .hazards = {Hazard::data_loss}});
}

} // namespace

const TableLinks& links_of(const Object& table) {
    if (table.id.kind == Kind::foreign_table) return table.as<ForeignTable>();
    return table.as<Table>();
}

bool is_any_table(Kind kind) {
    return kind == Kind::table || kind == Kind::foreign_table;
}

const Object* table_of(const Object& part, const Model& model) {
    const Object* container = model.container(part.id.schema, part.id.parent);
    return container && is_any_table(container->id.kind) ? container : nullptr;
}

std::vector<const Object*> parents_of(const Object& object, const Model& model) {
    const TableLinks& links = links_of(object);
    std::vector<std::string> names = links.inherits;
    if (links.partition_of) names.push_back(*links.partition_of);
    std::vector<const Object*> out;
    for (const std::string& each : names) {
        const auto [schema, name] = parse_qualified(each);
        const Object* parent = model.container(schema, name);
        if (parent && is_any_table(parent->id.kind)) out.push_back(parent);
    }
    return out;
}

std::vector<const Object*> children_of(const Object& object, const Model& model) {
    std::vector<const Object*> out;
    for (const Object& each : model.objects()) {
        if (!is_any_table(each.id.kind)) continue;
        const auto parents = parents_of(each, model);
        if (std::find(parents.begin(), parents.end(), &object) != parents.end()) out.push_back(&each);
    }
    return out;
}

bool is_partitioned(const Object& part, const Model& model) {
    const Object* parent = table_of(part, model);
    return parent && parent->id.kind == Kind::table && parent->as<Table>().partition_key;
}

std::string alter_table_only(const Object& part, const Model& model) {
    const Object* parent = table_of(part, model);
    return std::string("ALTER TABLE ") + (parent && links_of(*parent).has_children ? "ONLY " : "") +
           part.id.qualified_parent();
}

const Ops table = {
    .kind = Kind::table,
    .name = "table",
    .plural = "tables",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename_exclusively,
    .react = react_to_links,
    .leaves = leaves_parent,
    .lets_go_late = swaps_parents,
    .facet = facet_of_links,
    .keep_rows = keep_rows,
    .shares_rows = shares_rows,
    .acl_type = 'r',
    .grant_word = "TABLE",
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "rp",
    .replace_loses_data = true,
    .shares_relation_names = true,
    .shares_type_names = true,
};

} // namespace flux::kinds
