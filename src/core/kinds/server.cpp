#include "core/kinds/server.hpp"

#include "core/kinds/named_object.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_foreign_server'::regclass::oid AS classid, s.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, s.srvname::text AS name, NULL AS args, s.srvowner AS owner, s.srvacl AS acl,
       w.fdwname::text AS wrapper, s.srvtype AS type, s.srvversion AS version, )" +
           foreign_options_column("s.srvoptions") + R"( AS options
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE $1 IS NOT NULL)";
}

Attributes read(const Row& row) {
    auto server = read_fields<Server>(row);
    mark_secrets(server.options);
    return Attributes(std::move(server));
}

std::string target(const Object& object) {
    return "SERVER " + quote_ident(object.id.name);
}

void create(const Creation& creation, Script& script) {
    const auto& s = creation.object.as<Server>();
    add_with_secrets(script, [&](Secrets secrets) {
        return "CREATE " + target(creation.object) + (s.type ? " TYPE " + quote_literal(*s.type) : "") +
               (s.version ? " VERSION " + quote_literal(*s.version) : "") + " FOREIGN DATA WRAPPER " +
               quote_ident(s.wrapper) + options_clause(s.options, secrets);
    });
}

// Wrapper and type are given once and for all.
void alter(const Alteration& a, Script& script) {
    if (a.changes.has("wrapper") || a.changes.has("type")) return;
    const auto &from = a.from.as<Server>(), &to = a.to.as<Server>();
    const bool version = a.changes.take("version"), options = a.changes.take("options");
    if (!version && !options) return;
    add_with_secrets(script, [&](Secrets secrets) {
        return "ALTER " + target(a.to) +
               (version ? " VERSION " + (to.version ? quote_literal(*to.version) : "NULL") : "") +
               (options ? options_change(from.options, to.options, secrets) : "");
    });
}

} // namespace

const Ops server = {
    .kind = Kind::server,
    .name = "server",
    .plural = "servers",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .keep_undeclared = keep_secrets_of<Server>,
    .leave_out_secrets = leave_out_secrets_of<Server>,
    .acl_type = 'S',
    .grant_word = "FOREIGN SERVER",
    .in_database = true,
    .catalog = "pg_foreign_server",
    .name_column = "srvname",
};

} // namespace flux::kinds
