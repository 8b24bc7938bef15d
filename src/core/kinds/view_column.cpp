#include "core/kinds/view_column.hpp"

#include "core/kinds/relation_options.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// pg_attver is a hidden bookkeeping entry of some minor releases, which pg_dump leaves out as well.
std::string query(int) {
    return R"(
SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, a.attnum AS objsubid,
       n.nspname::text AS schema, c.relname::text AS parent, a.attname::text AS name, NULL AS args,
       NULL::oid AS owner, a.attacl AS acl,
       a.attnum AS position, format_type(a.atttypid, a.atttypmod) AS type,
       pg_get_expr(d.adbin, d.adrelid) AS default,
       NULLIF(a.attstattarget, -1) AS statistics,
       CASE WHEN c.relkind = 'm' AND a.attstorage <> t.typstorage THEN
           CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END AS storage,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
       ARRAY(SELECT o FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg\_attver=%') AS options,
       c.relkind = 'm' AS materialized,
       CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END AS type_storage
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relkind IN ('v', 'm') AND a.attnum > 0 AND c.relnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    auto column = read_fields<ViewColumn>(row);
    column.materialized = row.at("materialized").value_or("f") == "t";
    column.type_storage = row.at("type_storage").value_or("");
    return Attributes(std::move(column));
}

std::string target(const Object& object) {
    return "COLUMN " + object.id.qualified_parent() + "." + quote_ident(object.id.name);
}

std::string alter_column(const Object& object) {
    return std::string(object.as<ViewColumn>().materialized ? "ALTER MATERIALIZED VIEW " : "ALTER VIEW ") +
           object.id.qualified_parent() + " ALTER COLUMN " + quote_ident(object.id.name);
}

constexpr Effects kExclusive = {.lock = Lock::access_exclusive};
constexpr Effects kGentle = {.lock = Lock::share_update_exclusive};

void set_default(const Object& column, Script& script) {
    if (const auto& value = column.as<ViewColumn>().default_value)
        script.add(alter_column(column) + " SET DEFAULT " + value->sql(), kExclusive);
}

void drop_default(const Object& column, Script& script) {
    script.add(alter_column(column) + " DROP DEFAULT", {.lock = Lock::access_exclusive, .phase = Phase::release});
}

void set_statistics(const Object& column, Script& script) {
    script.add(alter_column(column) + " SET STATISTICS " + std::to_string(column.as<ViewColumn>().statistics.value_or(-1)), kGentle);
}

void set_storage(const Object& column, Script& script) {
    const auto& c = column.as<ViewColumn>();
    script.add(alter_column(column) + " SET STORAGE " + c.storage.value_or(c.type_storage), kExclusive);
}

void set_compression(const Object& column, Script& script) {
    script.add(alter_column(column) + " SET COMPRESSION " + column.as<ViewColumn>().compression.value_or("default"), kExclusive);
}

void set_options(const Object& column, const std::vector<std::string>& from, Script& script) {
    for (const std::string& clause : option_changes(from, column.as<ViewColumn>().options))
        script.add(alter_column(column) + clause, kGentle);
}

void create(const Creation& creation, Script& script) {
    const Object& column = creation.object;
    const auto& c = column.as<ViewColumn>();
    if (!creation.omits_default(column)) set_default(column, script);
    if (c.statistics) set_statistics(column, script);
    if (c.storage) set_storage(column, script);
    if (c.compression) set_compression(column, script);
    set_options(column, {}, script);
}

void alter(const Alteration& alteration, Script& script) {
    const Object& to = alteration.to;
    const auto& before = alteration.from.as<ViewColumn>();
    const auto& after = to.as<ViewColumn>();
    Changes& changes = alteration.changes;
    const bool renewed = alteration.upheaval.default_value;
    const bool changed = changes.take("default");
    if (before.default_value && (renewed || (changed && !after.default_value)))
        drop_default(to, script);
    if (renewed || changed) set_default(to, script);
    if (changes.take("statistics")) set_statistics(to, script);
    if (changes.take("storage")) set_storage(to, script);
    if (changes.take("compression")) set_compression(to, script);
    if (changes.take("options")) set_options(to, before.options, script);
}

void drop(const Object&, Script&) {}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add(std::string(from.as<ViewColumn>().materialized ? "ALTER MATERIALIZED VIEW " : "ALTER VIEW ") +
                   quote_qualified(to.schema, to.parent) + " RENAME COLUMN " + quote_ident(from.id.name) + " TO " +
                   quote_ident(to.name),
               kExclusive);
}

Reaction react(const Object&, Facet facet, const Object&, Cause cause) {
    return facet == Facet::default_value && cause == Cause::gone ? Reaction::reset_default : Reaction::none;
}

std::int64_t position(const Object& object) { return object.as<ViewColumn>().position; }

} // namespace

const Ops view_column = {
    .kind = Kind::view_column,
    .name = "view column",
    .plural = "columns",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .react = react,
    .set_default = set_default,
    .drop_default = drop_default,
    .position = position,
    .acl_type = 'c',
    .grant_word = "TABLE",
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "vm",
};

} // namespace flux::kinds
