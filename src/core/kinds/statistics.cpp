#include "core/kinds/statistics.hpp"

#include "core/kinds/named_object.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// The columns are in the order of their names: which order they were declared in counts for nothing.
// Why not pg_get_statisticsobjdef_columns: it leaves out parentheses that tell one tree from another.
// 'e' stands for expressions, which are there wherever the definition has some. 17 made the default target a NULL.
std::string query(int version) {
    return R"(
SELECT 'pg_statistic_ext'::regclass::oid AS classid, s.oid AS objid, 0 AS objsubid,
       sn.nspname::text AS schema, NULL AS parent, s.stxname::text AS name, NULL AS args,
       s.stxowner AS owner, NULL::aclitem[] AS acl,
       format('%I.%I', n.nspname, c.relname) AS "table",
       ARRAY(SELECT CASE k WHEN 'd' THEN 'ndistinct' WHEN 'f' THEN 'dependencies' ELSE 'mcv' END AS kind
             FROM unnest(s.stxkind) AS k WHERE k <> 'e' ORDER BY kind) AS kinds,
       array_to_string(ARRAY(SELECT quote_ident(a.attname) FROM unnest(s.stxkeys) AS k(attnum)
                             JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k.attnum
                             ORDER BY a.attname COLLATE "C") ||
                       ARRAY(SELECT '(' || e.text || ')' FROM unnest(pg_get_statisticsobjdef_expressions(s.oid))
                             WITH ORDINALITY AS e(text, i) ORDER BY e.i), ', ') AS definition,
       )" + since(version, 17, "s.stxstattarget", "NULLIF(s.stxstattarget, -1)") +
           R"( AS target
FROM pg_statistic_ext s
JOIN pg_namespace sn ON sn.oid = s.stxnamespace
JOIN pg_class c ON c.oid = s.stxrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE s.stxnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Statistics>(row));
}

std::string target(const Object& object) {
    return "STATISTICS " + object.id.qualified();
}

void set_target(const Object& object, Script& script) {
    script.add("ALTER " + target(object) + " SET STATISTICS " +
               std::to_string(object.as<Statistics>().target.value_or(-1)));
}

void create(const Creation& creation, Script& script) {
    const auto& s = creation.object.as<Statistics>();
    std::string kinds;
    for (const std::string& kind : s.kinds) kinds += (kinds.empty() ? " (" : ", ") + kind;
    if (!kinds.empty()) kinds += ")";
    script.add("CREATE " + target(creation.object) + kinds + " ON " + s.definition.sql() + " FROM " + s.table,
               {.lock = Lock::share_update_exclusive});
    if (s.target) set_target(creation.object, script);
}

void alter(const Alteration& alteration, Script& script) {
    if (alteration.changes.take("target")) set_target(alteration.to, script);
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object), {.lock = Lock::share_update_exclusive});
}

// PostgreSQL makes those of a column anew when its type changes.
// The server makes it anew along with the column, and forgets its target.
Reaction react(const Object& object, Facet, const Object&, Cause cause) {
    return cause == Cause::converted && !object.as<Statistics>().target ? Reaction::none : Reaction::replace;
}

} // namespace

const Ops statistics = {
    .kind = Kind::statistics,
    .name = "statistics object",
    .plural = "statistics",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename_named,
    .react = react,
    .catalog = "pg_statistic_ext",
};

} // namespace flux::kinds
