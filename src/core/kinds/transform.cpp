#include "core/kinds/transform.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/schemaless.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    const std::vector<Ingredient> ingredients = {{"pg_type", "typ", "x.trftype"},
                                                 {"pg_proc", "pro", "x.trffromsql"},
                                                 {"pg_proc", "pro", "x.trftosql"}};
    return "SELECT 'pg_transform'::regclass::oid AS classid, x.oid AS objid, 0 AS objsubid, " +
           home_schema(ingredients) + R"( AS schema, NULL AS parent,
       format('for %s language %I', format_type(x.trftype, NULL), l.lanname) AS name,
       NULL AS args, NULL::oid AS owner, NULL::aclitem[] AS acl,
       format_type(x.trftype, NULL) AS type, l.lanname::text AS language,
       CASE WHEN x.trffromsql <> 0 THEN x.trffromsql::regprocedure::text END AS from_sql,
       CASE WHEN x.trftosql <> 0 THEN x.trftosql::regprocedure::text END AS to_sql
FROM pg_transform x JOIN pg_language l ON l.oid = x.trflang WHERE )" +
           within_managed(ingredients);
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Transform>(row));
}

std::string target(const Object& object) {
    const auto& t = object.as<Transform>();
    return "TRANSFORM FOR " + t.type + " LANGUAGE " + quote_ident(t.language);
}

void define(const Object& object, const char* verb, Script& script) {
    const auto& t = object.as<Transform>();
    std::vector<std::string> options;
    if (t.from_sql) options.push_back("FROM SQL WITH FUNCTION " + *t.from_sql);
    if (t.to_sql) options.push_back("TO SQL WITH FUNCTION " + *t.to_sql);
    script.add(with_list(verb + target(object), options));
}

void create(const Creation& creation, Script& script) {
    define(creation.object, "CREATE ", script);
}

void alter(const Alteration& alteration, Script& script) {
    const bool from_sql = alteration.changes.take("from_sql"), to_sql = alteration.changes.take("to_sql");
    if (from_sql || to_sql) define(alteration.to, "CREATE OR REPLACE ", script);
}

} // namespace

const Ops transform = {
    .kind = Kind::transform,
    .name = "transform",
    .plural = "transforms",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .in_database = true,
    .catalog = "pg_transform",
};

} // namespace flux::kinds
