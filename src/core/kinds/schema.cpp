#include "core/kinds/schema.hpp"

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_namespace'::regclass::oid AS classid, n.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, n.nspname::text AS name, NULL AS args, n.nspowner AS owner, n.nspacl AS acl
FROM pg_namespace n
WHERE n.oid = ANY ($1))";
}

Attributes read(const Row& row) { return Attributes(read_fields<Schema>(row)); }

std::string target(const Object& object) { return "SCHEMA " + quote_ident(object.id.name); }

void create(const Creation& creation, Script& script) { script.add("CREATE " + target(creation.object)); }

void alter(const Alteration&, Script&) {}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object), {.hazards = {Hazard::data_loss}});
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER " + target(from) + " RENAME TO " + quote_ident(to.name));
}

} // namespace

const Ops schema = {
    .kind = Kind::schema,
    .name = "schema",
    .plural = "schemas",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .acl_type = 'n',
    .replace_loses_data = true,
};

} // namespace flux::kinds
