#include "catch.hpp"

#include "core/error.hpp"
#include "core/plan/migration.hpp"
#include "core/source/data_loss.hpp"

using namespace flux;

namespace {

Migration migration() {
    Migration out;
    out.plan = {.schemas = {"app", "x\ny"}, .source_hash = "s", .from = "f", .to = "t"};
    out.plan.steps = {{.op = Op::create, .kind = "function", .object = "app.f()",
                       .sql = "CREATE FUNCTION app.f() RETURNS text LANGUAGE sql AS $$\n-- pg_flux down\nSELECT ';' $$"},
                      {.op = Op::drop, .kind = "table", .object = "app.\"a\nb\"", .sql = "DROP TABLE app.\"a\nb\"",
                       .hazards = {finding_of(Hazard::data_loss)}, .lock = Lock::access_exclusive}};
    out.plan.undo = {{.op = Op::create, .kind = "table", .object = "app.\"a\nb\"", .sql = "CREATE TABLE app.\"a\nb\" (i integer)"}};
    return out;
}

} // namespace

TEST_CASE("a migration survives its file") {
    const std::string text = migration_text(migration());
    const Migration back = read_migration(text);
    CHECK(migration_text(back) == text);
    CHECK(back.plan.schemas == migration().plan.schemas);
    REQUIRE(back.plan.steps.size() == 2);
    CHECK(back.plan.steps[0].sql == migration().plan.steps[0].sql);
    REQUIRE(back.plan.steps[1].hazards.size() == 1);
    CHECK(back.plan.steps[1].hazards[0].hazard == Hazard::data_loss);
    CHECK(back.plan.steps[1].lock == Lock::access_exclusive);
    CHECK(back.plan.steps[1].object == "app.\"a\nb\"");
    CHECK(back.plan.undo.size() == 1);
    CHECK(back.plan.no_undo.empty());
}

TEST_CASE("the parts of a migration") {
    Migration up = migration();
    up.part = MigrationPart::up;
    const Migration back = read_migration(migration_text(up));
    CHECK(back.plan.undo.empty());
    CHECK_FALSE(back.plan.no_undo.empty());
    Migration down = migration();
    down.part = MigrationPart::down;
    CHECK(read_migration(migration_text(down)).plan.steps.size() == 2);
}

TEST_CASE("what somebody wrote is part of a migration") {
    const std::string text = migration_text(migration());
    const auto at = text.find("\n-- pg_flux down", text.find("DROP TABLE"));
    const Migration edited = read_migration(text.substr(0, at) + "\n-- mine\nUPDATE app.u SET i = 1; DELETE FROM app.u;\n" + text.substr(at));
    REQUIRE(edited.plan.steps.size() == 2);
    CHECK(edited.plan.steps[1].sql.ends_with("DELETE FROM app.u"));
    const Migration own = read_migration("CREATE TABLE app.t (i int);\n-- pg_flux down\nDROP TABLE app.t;");
    REQUIRE(own.plan.steps.size() == 1);
    CHECK(own.plan.steps[0].kind == "script");
    CHECK(own.plan.undo.size() == 1);
    CHECK(own.plan.from.empty());
    CHECK(read_migration(" -- nothing\n;").plan.steps.empty());
    CHECK_THROWS_AS(read_migration("-- pg_flux nonsense\nSELECT 1"), Error);
    CHECK_THROWS_AS(read_migration("-- pg_flux step {\nSELECT 1"), Error);
    CHECK_THROWS_AS(read_migration("-- pg_flux step {\"op\": \"explode\"}\nSELECT 1"), Error);
    CHECK_THROWS_AS(read_migration("-- pg_flux migration {\"format\": 9}\nSELECT 1"), Error);
}

TEST_CASE("the hash of a file is of what counts") {
    CHECK(hashed_text("a\nb") == hashed_text("a\r\nb\r\n\n"));
    CHECK(hashed_text("a\n-- pg_flux hash 1\nb") == hashed_text("a\nb"));
    CHECK(hashed_text("a\nb") != hashed_text("a\n b"));
    CHECK(hashed_text("").empty());
}

TEST_CASE("the names of migrations") {
    CHECK(migration_name(7, "Add the Price!") == "0007_add_the_price");
    CHECK(migration_name(12345, "") == "12345");
    CHECK(migration_name(1, "../../etc") == "0001_etc");
    CHECK(migration_name(1, std::string(200, 'x')).size() == 65);
    CHECK(migration_number("0007_add.sql") == 7);
    CHECK(migration_number("add.sql") == 0);
}

TEST_CASE("the way back as a plan") {
    const PlanDocument back = reversed(migration().plan);
    CHECK(back.from == "t");
    CHECK(back.steps.size() == 1);
    CHECK(back.undo.size() == 2);
    PlanDocument none = migration().plan;
    none.undo.clear();
    CHECK_THROWS_AS(reversed(none), Error);
}

TEST_CASE("what may lose data") {
    for (const char* keeps : {"CREATE TABLE t (i int)", "INSERT INTO t VALUES (1)", "DROP VIEW v", "DROP INDEX i; CREATE VIEW v AS SELECT 1",
                              "ALTER TABLE t ADD c int", "GRANT SELECT ON t TO PUBLIC", "COMMENT ON TABLE t IS 'x'"})
        CHECK_FALSE(source::may_lose_data(keeps));
    for (const char* loses : {"DROP TABLE t", "DROP VIEW v CASCADE", "TRUNCATE t", "DELETE FROM t", "UPDATE t SET i = 1", "DO 'BEGIN END'",
                              "CALL p()", "SELECT f()", "ALTER TABLE t DROP c", "ALTER TABLE t ALTER c TYPE int", "DROP SCHEMA s",
                              "CREATE TABLE t (i int); DROP TABLE u", "WITH d AS (DELETE FROM t RETURNING i) INSERT INTO u SELECT i FROM d",
                              "INSERT INTO t VALUES (1) ON CONFLICT (i) DO UPDATE SET n = 1", "what is this"})
        CHECK(source::may_lose_data(loses));
    CHECK(source::controls_transaction("SELECT 1; COMMIT"));
    CHECK_FALSE(source::controls_transaction("CREATE TABLE t (i int)"));
}
