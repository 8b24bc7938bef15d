// The planner on models made by hand, with kinds that need no other: what it orders, folds and spreads is tried here; the
// kinds' own SQL has tests beside this one.
#include "catch.hpp"
#include "core/kinds/schema.hpp"
#include "core/kinds/sequence.hpp"
#include "core/plan/planner.hpp"
#include "core/plan/undo.hpp"

namespace {

using flux::Identity;
using flux::Kind;
using flux::Model;
using flux::Object;

Object schema_object(const std::string& name) {
    Object out;
    out.id = {.kind = Kind::schema, .schema = "", .parent = "", .name = name, .args = ""};
    out.owner = "me";
    out.attributes = flux::Attributes(flux::kinds::Schema{});
    return out;
}

Object sequence_object(const std::string& schema, const std::string& name, std::int64_t start = 1) {
    Object out;
    out.id = {.kind = Kind::sequence, .schema = schema, .parent = "", .name = name, .args = ""};
    out.owner = "me";
    flux::kinds::Sequence sequence;
    sequence.start = start;
    sequence.maximum = 100;
    out.attributes = flux::Attributes(sequence);
    return out;
}

std::vector<std::string> heads(const flux::Plan& plan) {
    std::vector<std::string> out;
    for (const flux::Step& step : plan) out.push_back(std::string(op_name(step.op)) + " " + step.kind + " " + step.object);
    return out;
}

flux::PlanOptions options() {
    flux::PlanOptions out;
    out.role = "me";
    return out;
}

} // namespace

TEST_CASE("equal models give no step", "[plan]") {
    const Model model({schema_object("app"), sequence_object("app", "s")});
    CHECK(make_plan(model, model, options()).empty());
}

TEST_CASE("what is used is created first and dropped last", "[plan]") {
    Model full({schema_object("zoo"), sequence_object("zoo", "a")});
    full.set_dependencies({{.from = 1, .facet = flux::Facet::whole, .on = 0}});
    CHECK(heads(make_plan(Model(), full, options())) ==
          std::vector<std::string>{"create schema zoo", "create sequence zoo.a"});
    CHECK(heads(make_plan(full, Model(), options())) ==
          std::vector<std::string>{"drop sequence zoo.a", "drop schema zoo"});
}

TEST_CASE("an attribute that changes in place is one ALTER", "[plan]") {
    const auto plan = make_plan(Model({sequence_object("app", "s", 1)}), Model({sequence_object("app", "s", 5)}), options());
    REQUIRE(plan.size() == 1);
    CHECK(plan[0].sql == "ALTER SEQUENCE app.s START WITH 5");
    CHECK(plan[0].op == flux::Op::alter);
}

TEST_CASE("owner, comment and privileges follow the object, and only where they are declared", "[plan]") {
    Object object = sequence_object("app", "s");
    object.owner = "other";
    object.comment = "it's ours";
    object.privileges = flux::Privileges{{"\"Ann\"", "USAGE", true}, {flux::kOwner, "USAGE", false}};
    const Model desired({object});
    auto all = options();
    std::vector<std::string> sql;
    for (const auto& step : make_plan(Model(), desired, all)) sql.push_back(step.sql);
    REQUIRE(sql.size() == 5);
    CHECK(sql[1] == "ALTER SEQUENCE app.s OWNER TO other");
    CHECK(sql[2] == "COMMENT ON SEQUENCE app.s IS 'it''s ours'");
    CHECK(sql[3] == "GRANT USAGE ON SEQUENCE app.s TO \"Ann\" WITH GRANT OPTION");
    CHECK(sql[4] == "GRANT USAGE ON SEQUENCE app.s TO other");
    all.management.owners = all.management.privileges = false;
    CHECK(make_plan(Model(), desired, all).size() == 2);
}

TEST_CASE("renames come first", "[plan]") {
    auto with_rename = options();
    const Object renamed = sequence_object("app", "fresh", 1);
    Identity old = renamed.id;
    old.name = "stale";
    with_rename.renames.push_back({old, renamed.id});
    const auto plan = make_plan(Model({renamed}), Model({sequence_object("app", "fresh", 7)}), with_rename);
    REQUIRE(plan.size() == 2);
    CHECK(plan[0].sql == "ALTER SEQUENCE app.stale RENAME TO fresh");
    CHECK(plan[0].op == flux::Op::rename);
    CHECK(plan[1].sql == "ALTER SEQUENCE app.fresh START WITH 7");
}

TEST_CASE("the way back drops what was made, brings back what was dropped, and says what it brings without data", "[plan]") {
    const Model live({sequence_object("app", "gone"), sequence_object("app", "kept", 1)});
    const Model desired({sequence_object("app", "fresh"), sequence_object("app", "kept", 5)});
    const auto steps = make_plan(live, desired, options());
    const auto undo = make_undo(live, desired, options(), steps);
    CHECK(heads(undo) == std::vector<std::string>{"drop sequence app.fresh", "create sequence app.gone",
                                                  "alter sequence app.kept"});
    REQUIRE(undo.size() == 3);
    CHECK(undo[0].hazards == std::vector{flux::finding_of(flux::Hazard::data_loss)});
    CHECK(undo[1].hazards == std::vector{flux::finding_of(flux::Hazard::data_not_restored)});
    CHECK(undo[2].sql == "ALTER SEQUENCE app.kept START WITH 1");
    CHECK(undo[2].hazards.empty());
}

TEST_CASE("the way back gives back owners of which the declaration says nothing", "[plan]") {
    Object object = sequence_object("app", "s");
    object.owner = "other";
    auto silent = options();
    silent.management.owners = silent.management.privileges = false;
    const Model live({object});
    CHECK(make_undo(live, Model({sequence_object("app", "s")}), silent, {}).empty());
    const auto undo = make_undo(live, Model(), silent, make_plan(live, Model(), silent));
    REQUIRE(undo.size() == 2);
    CHECK(undo[1].sql == "ALTER SEQUENCE app.s OWNER TO other");
}

TEST_CASE("renames are taken back last, the last one first", "[plan]") {
    auto with_renames = options();
    const Object a = sequence_object("app", "a"), b = sequence_object("app", "b", 1);
    Identity old_a = a.id, old_b = b.id;
    old_a.name = "x";
    old_b.name = "y";
    with_renames.renames = {{old_a, a.id}, {old_b, b.id}};
    const Model live({a, b});
    const auto undo = make_undo(live, Model({a, sequence_object("app", "b", 3)}), with_renames, {});
    std::vector<std::string> sql;
    for (const auto& step : undo) sql.push_back(step.sql);
    CHECK(sql == std::vector<std::string>{"ALTER SEQUENCE app.b START WITH 1", "ALTER SEQUENCE app.b RENAME TO y",
                                          "ALTER SEQUENCE app.a RENAME TO x"});
}
