#include "server/run/bodies.hpp"

#include <algorithm>
#include <optional>

#include "core/text/quote.hpp"
#include "server/pg/catalog_queries.hpp"
#include "server/pg/error.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/spi.hpp"
#include "server/pg/subtransaction.hpp"

namespace flux::run {
namespace {

// $2: only these, as steps name them; none: all.
constexpr const char* kBodies = R"(
SELECT n.nspname, p.proname, p.oid, p.oid::regprocedure::text AS shown, l.lanvalidator::regproc::text AS validator,
       (SELECT substr(s, 13) FROM unnest(p.proconfig) AS s WHERE s LIKE 'search\_path=%') AS path
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
WHERE l.lanname IN ('sql', 'plpgsql') AND n.nspname = ANY ($1) AND to_jsonb(p) ->> 'prosqlbody' IS NULL
  AND (cardinality($2::text[]) = 0 OR (pg_identify_object('pg_proc'::regclass, p.oid, 0)).identity = ANY ($2::text[]))
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
ORDER BY n.nspname, p.proname, p.oid)";

std::string path_of(const std::vector<std::string>& schemas) {
    std::string path;
    for (const std::string& schema : schemas) path += (path.empty() ? "" : ", ") + quote_ident(schema);
    return path;
}

// All that the validator does is rolled back.
std::optional<BrokenBody> check(const Row& row, const std::string& path) {
    pg::SubTransaction subtransaction;
    pg::GucScope settings;
    try {
        settings.set("check_function_bodies", "on");
        settings.set("search_path", row.at("path").value_or(path));
        pg::Spi spi;
        (void)spi.query("SELECT " + *row.at("validator") + "($1)", {pg::Param::oid(static_cast<unsigned int>(std::stoul(*row.at("oid"))))});
        return std::nullopt;
    } catch (const pg::ServerError& error) {
        if (error.is_interrupt()) throw;
        return BrokenBody{*row.at("nspname"), *row.at("proname"),
                          "the body of " + *row.at("shown") + " cannot be compiled: " + error.what(), error.hint()};
    }
}

std::vector<BrokenBody> broken(const std::vector<std::string>& schemas, const std::vector<std::string>& routines) {
    pg::CatalogQueries catalog;
    const Rows bodies = catalog.query(kBodies, {pg::Param::names(schemas), pg::Param::names(routines)});
    std::vector<BrokenBody> found;
    for (std::size_t i = 0; i < bodies.size(); ++i)
        if (auto body = check(bodies[i], path_of(schemas))) found.push_back(std::move(*body));
    return found;
}

} // namespace

std::vector<BrokenBody> broken_bodies(const std::vector<std::string>& schemas) { return broken(schemas, {}); }

void warn_of_broken_bodies(const Plan& steps, const std::vector<std::string>& schemas) {
    std::vector<std::string> routines;
    for (const Step& step : steps)
        if ((step.kind == "function" || step.kind == "procedure") && (step.op == Op::create || step.op == Op::replace))
            routines.push_back(step.object);
    if (routines.empty()) return;
    for (const BrokenBody& body : broken(schemas, routines)) pg::warn(body.message, "", body.hint);
}

} // namespace flux::run
