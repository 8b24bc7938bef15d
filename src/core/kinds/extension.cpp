#include "core/kinds/extension.hpp"

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// plpgsql comes with each database, as pg_dump sees it too; pg_flux does not manage itself.
std::string query(int) {
    return R"(
SELECT 'pg_extension'::regclass::oid AS classid, e.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, e.extname::text AS name, NULL AS args,
       NULL::oid AS owner, NULL::aclitem[] AS acl,
       n.nspname::text AS in_schema, e.extversion AS version,
       e.extversion IS NOT DISTINCT FROM a.default_version AS default_version
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
LEFT JOIN pg_available_extensions() a ON a.name = e.extname
WHERE e.extname NOT IN ('plpgsql', 'pg_flux') AND $1 IS NOT NULL)";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Extension>(row));
}

std::string target(const Object& object) {
    return "EXTENSION " + quote_ident(object.id.name);
}

void create(const Creation& creation, Script& script) {
    const auto& extension = creation.object.as<Extension>();
    std::string sql = "CREATE " + target(creation.object) + " SCHEMA " + quote_ident(extension.schema);
    if (!extension.default_version) sql += " VERSION " + quote_literal(extension.version);
    script.add(sql);
}

// An update script can do anything, so no weaker lock can be promised.
void alter(const Alteration& alteration, Script& script) {
    const auto& to = alteration.to.as<Extension>();
    if (alteration.changes.take("in_schema"))
        script.add("ALTER " + target(alteration.to) + " SET SCHEMA " + quote_ident(to.schema));
    if (alteration.changes.take("version"))
        script.add("ALTER " + target(alteration.to) + " UPDATE TO " + quote_literal(to.version),
                   {.lock = Lock::access_exclusive});
}

// Types and tables of an extension hold data.
void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object), {.hazards = {Hazard::data_loss}});
}

} // namespace

const Ops extension = {
    .kind = Kind::extension,
    .name = "extension",
    .plural = "extensions",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .in_database = true,
    .replace_loses_data = true,
};

} // namespace flux::kinds
