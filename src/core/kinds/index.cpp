#include "core/kinds/index.hpp"

#include <algorithm>

#include "core/kinds/named_object.hpp"
#include "core/kinds/relation_options.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// The definition is what pg_get_indexdef prints, without what stands in fields of its own: the same functions
// print those, so that both ends can be cut off by their length, whatever the names hold. Why a partitioned
// index counts as valid: it is not as long as a partition lacks its index, and becomes so by itself.
// Why OFFSET 0: without it the subquery is merged, and the server prints a definition once for each mention of it.
std::string query(int) {
    return R"(
SELECT 'pg_class'::regclass::oid AS classid, x.oid AS objid, 0 AS objsubid, x.schema, x.parent, x.name, NULL AS args,
       NULL::oid AS owner, NULL::aclitem[] AS acl, x.unique, x.predicate, x.valid, x.statistics, x.options, x.tablespace,
       x.clustered, x.replica_identity, x.attached_to, x.partitioned,
       CASE WHEN starts_with(x.whole, x.head) AND right(x.whole, length(x.tail)) = x.tail THEN
           substr(x.whole, length(x.head) + 1, length(x.whole) - length(x.head) - length(x.tail)) END AS definition
FROM (
SELECT ic.oid, n.nspname::text AS schema, c.relname::text AS parent, ic.relname::text AS name,
       i.indisunique AS "unique", e.predicate, ic.relkind = 'I' AS partitioned, i.indisvalid OR ic.relkind = 'I' AS valid,
       CASE WHEN i.indexprs IS NOT NULL THEN
           ARRAY(SELECT a.attnum || '=' || a.attstattarget FROM pg_attribute a
                 WHERE a.attrelid = ic.oid AND a.attstattarget >= 0 ORDER BY a.attnum) END AS statistics,)" +
           index_settings_columns() + R"(,
       pg_get_indexdef(ic.oid) AS whole,
       format('CREATE %sINDEX %I ON %s%I.%I ', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, ic.relname,
              CASE WHEN ic.relkind = 'I' THEN 'ONLY ' ELSE '' END, n.nspname, c.relname) AS head,
       )" + printed_index_options() +
           R"( || coalesce(' WHERE ' || e.predicate, '') AS tail
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT pg_get_expr(i.indpred, i.indrelid) AS predicate OFFSET 0) AS e
WHERE c.relkind IN ('r', 'p', 'm') AND c.relnamespace = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid
                  AND k.contype IN ('p', 'u', 'x'))
OFFSET 0) AS x)";
}

Attributes read(const Row& row) {
    auto index = read_fields<Index>(row);
    index.partitioned = row.at("partitioned") == "t";
    if (index.definition.empty())
        throw Error(ErrorCode::internal,
                    "the definition of index " + row.at("name").value_or("") + " was not understood");
    return Attributes(std::move(index));
}

std::string target(const Object& object) {
    return "INDEX " + object.id.qualified();
}

void set_statistics(const Object& object, const std::string& column, const std::string& value,
                    Script& script) {
    script.add("ALTER " + target(object) + " ALTER COLUMN " + column + " SET STATISTICS " + value,
               {.lock = Lock::share_update_exclusive});
}

void create(const Creation& creation, Script& script) {
    const Object& object = creation.object;
    const auto& x = object.as<Index>();
    script.add(std::string("CREATE ") + (x.unique ? "UNIQUE " : "") + "INDEX " + quote_ident(object.id.name) +
                   " ON " + (x.partitioned ? "ONLY " : "") + object.id.qualified_parent() + " " +
                   x.definition.sql() + with_options(x.options) +
                   (x.tablespace ? " TABLESPACE " + quote_ident(*x.tablespace) : "") +
                   (x.predicate ? " WHERE " + x.predicate->sql() : ""),
               {.lock = Lock::share, .scans = !x.partitioned});
    for (const std::string& each : x.statistics) {
        const auto equals = each.find('=');
        set_statistics(object, each.substr(0, equals), each.substr(equals + 1), script);
    }
    add_index_settings(creation, object, x, script);
}

void alter_statistics(const Alteration& a, Script& script) {
    if (!a.changes.take("statistics")) return;
    const auto &from = a.from.as<Index>().statistics, &to = a.to.as<Index>().statistics;
    const auto column = [](const std::string& each) { return each.substr(0, each.find('=')); };
    for (const std::string& each : from)
        if (std::none_of(to.begin(), to.end(),
                         [&](const std::string& other) { return column(other) == column(each); }))
            set_statistics(a.to, column(each), "-1", script);
    for (const std::string& each : to)
        if (std::find(from.begin(), from.end(), each) == from.end())
            set_statistics(a.to, column(each), each.substr(each.find('=') + 1), script);
}

void alter(const Alteration& a, Script& script) {
    alter_statistics(a, script);
    alter_index_settings(a, a.from.as<Index>(), a.to.as<Index>(), script);
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER " + target(from) + " RENAME TO " + quote_ident(to.name),
               {.lock = Lock::share_update_exclusive});
}

// PostgreSQL builds the indexes on a column again when its type changes.
// The server builds it anew along with the column, and forgets the targets of its expressions.
Reaction react(const Object& object, Facet, const Object&, Cause cause) {
    return cause == Cause::converted && object.as<Index>().statistics.empty() ? Reaction::none : Reaction::replace;
}

Facet facet(const Object&, const Object& on, char) {
    return on.id.kind == Kind::index || on.id.kind == Kind::constraint ? Facet::late : Facet::whole;
}

std::string twin_key(const Object& object) {
    const auto& x = object.as<Index>();
    return (x.unique ? "unique " : "") + x.definition.settled() + " WHERE " +
           x.predicate.value_or(Printed()).settled();
}

} // namespace

const Ops index = {
    .kind = Kind::index,
    .name = "index",
    .plural = "indexes",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_exclusively,
    .rename = rename,
    .twin_key = twin_key,
    .react = react,
    .facet = facet,
    .steps_aside = [](const Object& object) { return object.as<Index>().attached_to.has_value(); },
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "iI",
    .goes_with_owner = true,
    .shares_relation_names = true,
};

} // namespace flux::kinds
