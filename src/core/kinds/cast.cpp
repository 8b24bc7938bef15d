#include "core/kinds/cast.hpp"

#include "core/kinds/named_object.hpp"
#include "core/kinds/schemaless.hpp"

namespace flux::kinds {
namespace {

constexpr const char* kFirstNormalOid = "16384"; // what is below belongs to the server itself

std::string query(int) {
    const std::vector<Ingredient> ingredients = {{"pg_type", "typ", "x.castsource"},
                                                 {"pg_type", "typ", "x.casttarget"},
                                                 {"pg_proc", "pro", "x.castfunc"}};
    return "SELECT 'pg_cast'::regclass::oid AS classid, x.oid AS objid, 0 AS objsubid, " + home_schema(ingredients) +
           R"( AS schema, NULL AS parent,
       format('(%s AS %s)', format_type(x.castsource, NULL), format_type(x.casttarget, NULL)) AS name,
       NULL AS args, NULL::oid AS owner, NULL::aclitem[] AS acl,
       format_type(x.castsource, NULL) AS source, format_type(x.casttarget, NULL) AS target,
       CASE x.castmethod WHEN 'f' THEN 'function' WHEN 'i' THEN 'inout' ELSE 'binary' END AS method,
       CASE WHEN x.castfunc <> 0 THEN x.castfunc::regprocedure::text END AS function,
       CASE x.castcontext WHEN 'e' THEN 'explicit' WHEN 'a' THEN 'assignment' ELSE 'implicit' END AS context
FROM pg_cast x WHERE x.oid >= )" +
           kFirstNormalOid + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass " +
           "AND d.objid = x.oid AND d.deptype = 'i') AND " + within_managed(ingredients);
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Cast>(row));
}

std::string target(const Object& object) {
    return "CAST " + object.id.name;
}

void create(const Creation& creation, Script& script) {
    const auto& c = creation.object.as<Cast>();
    std::string sql = "CREATE " + target(creation.object);
    if (c.function)
        sql += " WITH FUNCTION " + *c.function;
    else
        sql += c.method == "inout" ? " WITH INOUT" : " WITHOUT FUNCTION";
    if (c.context == "assignment") sql += " AS ASSIGNMENT";
    if (c.context == "implicit") sql += " AS IMPLICIT";
    script.add(sql);
}

void alter(const Alteration&, Script&) {}

} // namespace

const Ops cast = {
    .kind = Kind::cast,
    .name = "cast",
    .plural = "casts",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .in_database = true,
    .catalog = "pg_cast",
};

} // namespace flux::kinds
