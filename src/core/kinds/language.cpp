#include "core/kinds/language.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/named_function.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// Those below 16384 are the server's own.
std::string query(int) {
    return R"(
SELECT 'pg_language'::regclass::oid AS classid, l.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent, l.lanname::text AS name, NULL AS args, l.lanowner AS owner, l.lanacl AS acl,
       l.lanpltrusted AS trusted, )" +
           named_function("l.lanplcallfoid") + " AS handler, " + named_function("l.laninline") + " AS inline, " +
           named_function("l.lanvalidator") + R"( AS validator
FROM pg_language l
WHERE l.lanispl AND l.oid >= 16384 AND $1 IS NOT NULL)";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Language>(row));
}

std::string target(const Object& object) {
    return "LANGUAGE " + quote_ident(object.id.name);
}

std::string definition(const Object& object) {
    const auto& l = object.as<Language>();
    return std::string(l.trusted ? "TRUSTED " : "") + target(object) + " HANDLER " + l.handler +
           (l.inline_handler ? " INLINE " + *l.inline_handler : "") +
           (l.validator ? " VALIDATOR " + *l.validator : "");
}

void create(const Creation& creation, Script& script) {
    script.add("CREATE " + definition(creation.object));
}

// One statement says all of it again; functions in the language stay.
void alter(const Alteration& alteration, Script& script) {
    bool differs = false;
    for (const char* attribute : {"trusted", "handler", "inline", "validator"})
        differs |= alteration.changes.take(attribute);
    if (differs) script.add("CREATE OR REPLACE " + definition(alteration.to));
}

} // namespace

const Ops language = {
    .kind = Kind::language,
    .name = "language",
    .plural = "languages",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .acl_type = 'l',
    .in_database = true,
    .catalog = "pg_language",
    .name_column = "lanname",
};

} // namespace flux::kinds
