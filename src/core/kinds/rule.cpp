#include "core/kinds/rule.hpp"

#include "core/kinds/enabled.hpp"
#include "core/kinds/named_object.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_rewrite'::regclass::oid AS classid, g.oid AS objid, 0 AS objsubid,
       g.nspname::text AS schema, g.relname::text AS parent, g.rulename::text AS name, NULL AS args,
       NULL::oid AS owner, NULL::aclitem[] AS acl,
       CASE g.ev_type WHEN '1' THEN 'SELECT' WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' ELSE 'DELETE' END AS event,
       rtrim(substr(g.definition, strpos(g.definition, g.place) + length(g.place)), E' \n;') AS action,
       CASE g.ev_enabled WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always' END AS enabled
FROM (SELECT r.oid, r.rulename, r.ev_type, r.ev_enabled, n.nspname, c.relname, pg_get_ruledef(r.oid) AS definition,
             ' TO ' || format('%I.%I', n.nspname, c.relname) AS place
      FROM pg_rewrite r
      JOIN pg_class c ON c.oid = r.ev_class
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE r.rulename <> '_RETURN' AND c.relkind IN ('r', 'p', 'v') AND c.relnamespace = ANY ($1)) g)";
}

Attributes read(const Row& row) { return Attributes(read_fields<Rule>(row)); }

std::string target(const Object& object) {
    return "RULE " + quote_ident(object.id.name) + " ON " + object.id.qualified_parent();
}

constexpr Effects kExclusive = {.lock = Lock::access_exclusive};

std::string definition(const Object& object) {
    const auto& r = object.as<Rule>();
    return "RULE " + quote_ident(object.id.name) + " AS ON " + r.event + " TO " + object.id.qualified_parent() + r.action.sql();
}

void set_enabled(const Object& object, Script& script) {
    script.add("ALTER TABLE " + object.id.qualified_parent() + enabled_clause(object.as<Rule>().enabled) + "RULE " +
                   quote_ident(object.id.name),
               kExclusive);
}

void create(const Creation& creation, Script& script) {
    script.add("CREATE " + definition(creation.object), kExclusive);
    if (creation.object.as<Rule>().enabled != "origin") set_enabled(creation.object, script);
}

void alter(const Alteration& alteration, Script& script) {
    Changes& changes = alteration.changes;
    const bool event = changes.take("event");
    const bool action = changes.take("action");
    if (event || action) script.add("CREATE OR REPLACE " + definition(alteration.to), kExclusive);
    if (changes.take("enabled")) set_enabled(alteration.to, script);
}

} // namespace

const Ops rule = {
    .kind = Kind::rule,
    .name = "rule",
    .plural = "rules",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_exclusively,
    .rename = rename_exclusively,
    .catalog = "pg_rewrite",
    .letter_column = "ev_type",
    .letters = "234",
};

} // namespace flux::kinds
