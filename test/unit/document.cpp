#include "catch.hpp"

#include "core/error.hpp"
#include "core/plan/document.hpp"

using namespace flux;

namespace {

PlanDocument document() {
    Step create{.op = Op::create, .kind = "table", .object = "a.t", .sql = "CREATE TABLE a.t (i integer)"};
    Step drop{.op = Op::drop, .kind = "table", .object = "a.\"x\ny\"", .sql = "DROP TABLE a.\"x\ny\"",
              .hazards = {Hazard::data_loss}, .lock = Lock::access_exclusive};
    PlanDocument out;
    out.version = "1";
    out.server_version = 150000;
    out.schemas = {"a", "B"};
    out.steps = planned_steps({create, drop});
    return out;
}

} // namespace

TEST_CASE("a plan survives the way to JSON and back") {
    const auto json = to_json(document());
    CHECK(json["hazards"] == nlohmann::json{"DATA_LOSS"});
    CHECK(json["summary"]["table"] == nlohmann::json{{"create", 1}, {"drop", 1}});
    const PlanDocument back = plan_from_json(json.dump());
    CHECK(to_json(back) == json);
    CHECK(back.steps[1].lock == "ACCESS EXCLUSIVE");
    CHECK(!back.steps[0].lock);
}

TEST_CASE("what is no plan is refused") {
    CHECK_THROWS_AS(plan_from_json("[]"), Error);
    CHECK_THROWS_AS(plan_from_json("{\"format\": 2}"), Error);
    CHECK_THROWS_AS(plan_from_json("{\"format\": 1}"), Error);
    CHECK_THROWS_AS(plan_from_json("nonsense"), Error);
}

TEST_CASE("a name with a newline cannot leave its comment") {
    const std::string sql = plan_sql(document());
    CHECK(sql.find("-- 2. drop table a.\"x y\"\n") != std::string::npos);
    CHECK(sql.find("\nDROP TABLE a.\"x\ny\";\n") != std::string::npos);
    CHECK(plan_text(document()).find("2 steps in a, \"B\", hazards: DATA_LOSS\n") == 0);
    CHECK(plan_text({.schemas = {"a"}}) == "Nothing to do: a is as declared.\n");
}
