#include "core/kinds/access_method.hpp"

#include "core/kinds/named_function.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// Those below 16384 are the server's own.
std::string query(int) {
    return R"(
SELECT 'pg_am'::regclass::oid AS classid, a.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, a.amname::text AS name, NULL AS args, NULL::oid AS owner, NULL::aclitem[] AS acl,
       CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END AS type, )" +
           named_function("a.amhandler") + R"( AS handler
FROM pg_am a
WHERE a.oid >= 16384 AND $1 IS NOT NULL)";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<AccessMethod>(row));
}

std::string target(const Object& object) {
    return "ACCESS METHOD " + quote_ident(object.id.name);
}

void create(const Creation& creation, Script& script) {
    const auto& method = creation.object.as<AccessMethod>();
    script.add("CREATE " + target(creation.object) + " TYPE " + method.type + " HANDLER " + method.handler);
}

void alter(const Alteration&, Script&) {}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object));
}

} // namespace

const Ops access_method = {
    .kind = Kind::access_method,
    .name = "access method",
    .plural = "access_methods",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .in_database = true,
    .catalog = "pg_am",
    .name_column = "amname",
};

} // namespace flux::kinds
