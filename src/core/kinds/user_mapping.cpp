#include "core/kinds/user_mapping.hpp"

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// The view leaves the options out for those whom they do not concern, by the rule that is repeated as `visible`.
std::string query(int) {
    return R"(
SELECT 'pg_user_mapping'::regclass::oid AS classid, m.umid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, m.usename::text AS name, m.srvname::text AS args,
       NULL::oid AS owner, NULL::aclitem[] AS acl,
       m.srvname::text AS server, )" +
           foreign_options_column("m.umoptions") + R"( AS options,
       (m.umuser <> 0 AND m.usename = current_user AND
           (pg_has_role(s.srvowner, 'USAGE') OR has_server_privilege(m.srvid, 'USAGE'))) OR
       (m.umuser = 0 AND pg_has_role(s.srvowner, 'USAGE')) OR
       (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user) AS visible
FROM pg_user_mappings m
JOIN pg_foreign_server s ON s.oid = m.srvid
WHERE $1 IS NOT NULL)";
}

Attributes read(const Row& row) {
    auto mapping = read_fields<UserMapping>(row);
    mark_secrets(mapping.options);
    return Attributes(std::move(mapping));
}

// No role can be called public, so that the name alone tells PUBLIC from a role.
std::string target(const Object& object) {
    return "USER MAPPING FOR " + (object.id.name == "public" ? "PUBLIC" : quote_ident(object.id.name)) + " SERVER " +
           quote_ident(object.id.args);
}

void create(const Creation& creation, Script& script) {
    add_with_secrets(script, [&](Secrets secrets) {
        return "CREATE " + target(creation.object) +
               options_clause(creation.object.as<UserMapping>().options, secrets);
    });
}

void alter(const Alteration& a, Script& script) {
    if (!a.changes.take("options")) return;
    add_with_secrets(script, [&](Secrets secrets) {
        return "ALTER " + target(a.to) +
               options_change(a.from.as<UserMapping>().options, a.to.as<UserMapping>().options, secrets);
    });
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object));
}

} // namespace

const Ops user_mapping = {
    .kind = Kind::user_mapping,
    .name = "user mapping",
    .plural = "user_mappings",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .keep_undeclared = keep_secrets_of<UserMapping>,
    .leave_out_secrets = leave_out_secrets_of<UserMapping>,
    .in_database = true,
    .catalog = "pg_user_mapping",
};

} // namespace flux::kinds
