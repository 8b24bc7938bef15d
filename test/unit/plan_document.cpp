#include "catch.hpp"

#include "core/error.hpp"
#include "core/plan/document.hpp"

using namespace flux;

namespace {

PlanDocument plan() {
    PlanDocument out{.version = "0.1.0", .server_version = 150020, .schemas = {"app", "x\ny"}, .source_hash = "h", .from = "f", .to = "t"};
    out.steps.push_back({.op = Op::replace, .kind = "view", .object = "app.v", .sql = "DROP VIEW app.v", .lock = Lock::access_exclusive});
    out.steps.push_back({.op = Op::replace, .kind = "view", .object = "app.v", .sql = "CREATE VIEW app.v AS\nSELECT 1"});
    out.steps.push_back({.op = Op::drop, .kind = "table", .object = "app.t", .sql = "DROP TABLE app.t", .hazards = {finding_of(Hazard::data_loss)}, .lock = Lock::access_exclusive, .rewrites = true});
    out.steps.push_back({.op = Op::create, .kind = "index", .object = "app.i", .sql = "CREATE INDEX CONCURRENTLY i ON app.u (a)", .transactional = false});
    return out;
}

} // namespace

TEST_CASE("a plan survives its document") {
    const auto json = plan_to_json(plan());
    CHECK(json["format"] == 1);
    CHECK(json["hazards"] == nlohmann::json::array({"DATA_LOSS"}));
    CHECK(json["summary"]["view"]["replace"] == 1);
    CHECK(json["summary"]["view"]["drop"] == 0);
    CHECK(json["steps"][1]["step"] == 2);
    CHECK(json["steps"][1]["lock"].is_null());
    CHECK(plan_to_json(plan_from_json(json)) == json);
}

TEST_CASE("what is no plan is refused") {
    CHECK_THROWS_AS(plan_from_json(nlohmann::json::array()), Error);
    CHECK_THROWS_AS(plan_from_json({{"format", 2}}), Error);
    CHECK_THROWS_AS(plan_from_json({{"format", 1}}), Error);
    auto broken = plan_to_json(plan());
    broken["steps"][0]["op"] = "explode";
    CHECK_THROWS_AS(plan_from_json(broken), Error);
    broken = plan_to_json(plan());
    broken["steps"][2]["sql"] = 1;
    CHECK_THROWS_AS(plan_from_json(broken), Error);
}

TEST_CASE("a person reads the summary first") {
    const std::string text = plan_text(plan());
    CHECK(text.find("  view: 1 to replace\nHazards: DATA_LOSS\n\n1. replace view app.v\n   lock ACCESS EXCLUSIVE\n     DROP VIEW app.v;\n") !=
          std::string::npos);
    CHECK(text.find("hazards: DATA_LOSS\n     DROP TABLE app.t;") != std::string::npos);
    CHECK(plan_text({.schemas = {"app"}}) == "Plan for app\n  nothing to do\n");
}

TEST_CASE("the way back is told in one line, or why there is none") {
    auto document = plan();
    document.undo.push_back({.op = Op::create, .kind = "table", .object = "app.t", .sql = "CREATE TABLE app.t ()", .hazards = {finding_of(Hazard::data_not_restored)}});
    CHECK(plan_text(document).ends_with("\nThe way back: 1 step, hazards: DATA_NOT_RESTORED\n"));
    CHECK(plan_to_json(document)["undo"][0]["hazards"] == nlohmann::json::array({"DATA_NOT_RESTORED"}));
    CHECK(plan_to_json(document)["hazards"] == nlohmann::json::array({"DATA_LOSS"}));
    CHECK_FALSE(plan_to_json(document).contains("no_undo"));
    document.undo.clear();
    document.no_undo = "a circle";
    CHECK(plan_text(document).ends_with("\nNo way back: a circle\n"));
    CHECK(plan_from_json(plan_to_json(document)).no_undo == "a circle");
}

TEST_CASE("psql runs what must be alone outside the transaction") {
    const std::string sql = plan_sql(plan());
    CHECK(sql.starts_with("-- pg_flux 0.1.0: a plan for app, x y\n-- from f\n-- to   t\n"));
    const auto commit = sql.find("COMMIT;"), concurrently = sql.find("CREATE INDEX CONCURRENTLY");
    CHECK(commit < concurrently);
    CHECK(sql.find("COMMIT;", commit + 1) == std::string::npos);
    // What apply pins holds in both parts, and no longer than the script.
    CHECK(sql.find("BEGIN;\nSET LOCAL search_path = pg_catalog, pg_temp;\nSET LOCAL DateStyle = 'ISO, YMD';\n") < commit);
    const auto pinned = sql.find("\nSET DateStyle = 'ISO, YMD';\n", commit), unpinned = sql.find("\nRESET DateStyle;\n");
    CHECK(pinned < concurrently);
    CHECK(unpinned > concurrently);
    CHECK(unpinned != std::string::npos);
    CHECK(sql.find("SET LOCAL check_function_bodies = 'off';\n") < commit);
    CHECK(sql.find("\n-- 3. drop table app.t (DATA_LOSS)\nDROP TABLE app.t;\n") != std::string::npos);
}
