#include "core/kinds/policy.hpp"

#include "core/kinds/named_object.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_policy'::regclass::oid AS classid, p.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, c.relname::text AS parent, p.polname::text AS name, NULL AS args,
       NULL::oid AS owner, NULL::aclitem[] AS acl,
       p.polpermissive AS permissive,
       CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END AS command,
       ARRAY(SELECT CASE WHEN m = 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END
             FROM unnest(p.polroles) m LEFT JOIN pg_roles r ON r.oid = m
             WHERE m = 0 OR r.oid IS NOT NULL ORDER BY r.rolname COLLATE "C") AS roles,
       pg_get_expr(p.polqual, p.polrelid) AS using,
       pg_get_expr(p.polwithcheck, p.polrelid) AS check
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = ANY ($1))";
}

Attributes read(const Row& row) { return Attributes(read_fields<Policy>(row)); }

std::string target(const Object& object) {
    return "POLICY " + quote_ident(object.id.name) + " ON " + object.id.qualified_parent();
}

constexpr Effects kExclusive = {.lock = Lock::access_exclusive};

std::string role_list(const Policy& p) {
    std::string out;
    for (const std::string& role : p.roles) {
        if (!out.empty()) out += ", ";
        out += role;
    }
    return out;
}

std::string parenthesised(const char* word, const Printed& expression) { return word + ("(" + expression.sql()) + ")"; }

void create(const Creation& creation, Script& script) {
    const auto& p = creation.object.as<Policy>();
    std::string sql = "CREATE " + target(creation.object);
    if (!p.permissive) sql += " AS RESTRICTIVE";
    if (p.command != "ALL") sql += " FOR " + p.command;
    sql += " TO " + role_list(p);
    if (p.using_expression) sql += parenthesised(" USING ", *p.using_expression);
    if (p.check) sql += parenthesised(" WITH CHECK ", *p.check);
    script.add(std::move(sql), kExclusive);
}

// ALTER POLICY can put another expression in place of one, but cannot take one away.
void alter(const Alteration& alteration, Script& script) {
    const auto& to = alteration.to.as<Policy>();
    Changes& changes = alteration.changes;
    if (changes.has("permissive") || changes.has("command") || (changes.has("using") && !to.using_expression) ||
        (changes.has("check") && !to.check))
        return;
    std::string clauses;
    if (changes.take("roles")) clauses += " TO " + role_list(to);
    if (changes.take("using")) clauses += parenthesised(" USING ", *to.using_expression);
    if (changes.take("check")) clauses += parenthesised(" WITH CHECK ", *to.check);
    if (!clauses.empty()) script.add("ALTER " + target(alteration.to) + clauses, kExclusive);
}

} // namespace

const Ops policy = {
    .kind = Kind::policy,
    .name = "policy",
    .plural = "policies",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_exclusively,
    .rename = rename_exclusively,
    .catalog = "pg_policy",
};

} // namespace flux::kinds
