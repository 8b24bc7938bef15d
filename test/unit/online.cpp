// The online form of plans, on models made by hand.
#include "catch.hpp"

#include "core/kinds/column.hpp"
#include "core/kinds/constraint.hpp"
#include "core/kinds/foreign_key.hpp"
#include "core/kinds/index.hpp"
#include "core/kinds/table.hpp"
#include "core/plan/online.hpp"

namespace {

using flux::Kind;
using flux::Lock;
using flux::Model;
using flux::Object;
using flux::Op;

template <class T> Object object(Kind kind, const std::string& parent, const std::string& name, T attributes) {
    Object out;
    out.id = {.kind = kind, .schema = "app", .parent = parent, .name = name, .args = ""};
    out.attributes = flux::Attributes(std::move(attributes));
    return out;
}

Object table(const std::string& name = "t") { return object(Kind::table, "", name, flux::kinds::Table{}); }

Object column(const std::string& name, bool not_null = false) {
    flux::kinds::Column out;
    out.not_null = not_null;
    return object(Kind::column, "t", name, out);
}

Object index(const std::string& name, bool partitioned = false) {
    flux::kinds::Index out;
    out.definition = flux::Printed("USING btree (a)");
    out.partitioned = partitioned;
    return object(Kind::index, "t", name, out);
}

Object constraint(const std::string& name, const std::string& type, const std::string& definition) {
    flux::kinds::Constraint out;
    out.type = type;
    out.definition = flux::Printed(definition);
    out.columns = {"a"};
    return object(Kind::constraint, "t", name, out);
}

flux::Step step(Op op, const Object& about, const std::string& sql, Lock lock = Lock::access_exclusive, bool scans = false) {
    return {.op = op, .kind = std::string(flux::kinds::ops(about).name), .object = about.id.text(), .sql = sql, .hazards = {}, .lock = lock, .scans = scans};
}

std::vector<std::string> sql_of(const flux::OnlinePlan& plan) {
    std::vector<std::string> out;
    for (const auto& each : plan) out.push_back((each.step.transactional ? "" : "alone: ") + each.step.sql);
    return out;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("an index on a table that is there is built concurrently", "[online]") {
    const Object x = index("x");
    const flux::Plan plan = {step(Op::create, x, "CREATE INDEX x ON app.t USING btree (a)", Lock::share, true)};
    const Model desired({table(), column("a"), x});
    CHECK(sql_of(online_plan(plan, Model({table(), column("a")}), desired)) == Lines{"alone: CREATE INDEX CONCURRENTLY x ON app.t USING btree (a)"});
    // A table that is new is empty.
    CHECK(sql_of(online_plan(plan, Model(), desired)) == Lines{plan[0].sql});
}

TEST_CASE("an index on a column that the plan adds waits for it", "[online]") {
    const Object x = index("x"), a = column("a");
    Model desired({table(), a, x});
    desired.set_dependencies({{.from = desired.position(*desired.find(x.id)), .facet = flux::Facet::whole, .on = desired.position(*desired.find(a.id))}});
    const flux::Plan plan = {step(Op::create, a, "ALTER TABLE app.t ADD COLUMN a integer"),
                             step(Op::create, x, "CREATE INDEX x ON app.t USING btree (a)", Lock::share, true)};
    CHECK(sql_of(online_plan(plan, Model({table()}), desired)) ==
          Lines{plan[0].sql, "alone: CREATE INDEX CONCURRENTLY x ON app.t USING btree (a)"});
}

TEST_CASE("an index that goes is dropped concurrently, at the end", "[online]") {
    const Object x = index("x"), other = constraint("c", "check", "CHECK (true)");
    const flux::Plan plan = {step(Op::drop, x, "DROP INDEX app.x"), step(Op::drop, other, "ALTER TABLE app.t DROP CONSTRAINT c")};
    CHECK(sql_of(online_plan(plan, Model({table(), x, other}), Model({table()}))) == Lines{plan[1].sql, "alone: DROP INDEX CONCURRENTLY app.x"});
    const Object parts = index("x", true);
    CHECK(sql_of(online_plan({plan[0]}, Model({table(), parts}), Model({table()}))) == Lines{"DROP INDEX app.x"});
}

TEST_CASE("an index that is replaced stands until the new one does", "[online]") {
    const Object x = index("x");
    const flux::Plan plan = {step(Op::replace, x, "DROP INDEX app.x"), step(Op::replace, x, "CREATE INDEX x ON app.t USING btree (b)", Lock::share, true),
                             step(Op::replace, x, "COMMENT ON INDEX app.x IS 'c'", Lock::share_update_exclusive)};
    const auto online = online_plan(plan, Model({table(), x}), Model({table(), x}));
    REQUIRE(online.size() == 5);
    CHECK(online[0].step.sql.starts_with("CREATE INDEX CONCURRENTLY pg_flux_online_new_"));
    CHECK(online[1].step.sql.starts_with("ALTER INDEX app.x RENAME TO pg_flux_online_old_"));
    CHECK(online[2].step.sql.ends_with(" RENAME TO x"));
    CHECK(online[1].group == online[2].group);
    CHECK(online[3].step.sql == plan[2].sql);
    CHECK(online[4].step.sql.starts_with("DROP INDEX CONCURRENTLY app.pg_flux_online_old_"));
}

TEST_CASE("checks and foreign keys are proven at the end", "[online]") {
    const Object k = constraint("k", "check", "CHECK (a > 0)");
    const flux::Plan plan = {step(Op::create, k, "ALTER TABLE app.t ADD CONSTRAINT k CHECK (a > 0)", Lock::access_exclusive, true),
                             step(Op::create, table("u"), "CREATE TABLE app.u ()", Lock::none)};
    const auto online = online_plan(plan, Model({table()}), Model({table(), k, table("u")}));
    CHECK(sql_of(online) == Lines{plan[0].sql + " NOT VALID", plan[1].sql, "ALTER TABLE app.t VALIDATE CONSTRAINT k"});
    CHECK(online[0].group != online[1].group);
    CHECK(online[2].step.op == Op::validate);
    CHECK_FALSE(online[2].why.empty());
    const Object f = object(Kind::foreign_key, "t", "f", flux::kinds::ForeignKey{});
    const flux::Plan key = {step(Op::create, f, "ALTER TABLE app.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES app.u(a)", Lock::share_row_exclusive, true)};
    CHECK(sql_of(online_plan(key, Model({table()}), Model({table(), f}))) == Lines{key[0].sql + " NOT VALID", "ALTER TABLE app.t VALIDATE CONSTRAINT f"});
}

TEST_CASE("a key takes over an index", "[online]") {
    const Object k = constraint("k", "primary key", "PRIMARY KEY (a)"), a = column("a", true);
    const flux::Plan plan = {step(Op::alter, a, "ALTER TABLE app.t ALTER COLUMN a SET NOT NULL", Lock::access_exclusive, true),
                             step(Op::create, k, "ALTER TABLE app.t ADD CONSTRAINT k PRIMARY KEY (a)", Lock::access_exclusive, true)};
    const auto lines = sql_of(online_plan(plan, Model({table(), column("a")}), Model({table(), a, k})));
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].find("CHECK (a IS NOT NULL) NOT VALID") != std::string::npos);
    CHECK(lines[1].find("VALIDATE CONSTRAINT pg_flux_online_not_null_") != std::string::npos);
    CHECK(lines[2].starts_with("alone: CREATE UNIQUE INDEX CONCURRENTLY pg_flux_online_key_"));
    CHECK(lines[3] == plan[0].sql);
    CHECK(lines[4].find("DROP CONSTRAINT pg_flux_online_not_null_") != std::string::npos);
    CHECK(lines[5].find("ADD CONSTRAINT k PRIMARY KEY USING INDEX pg_flux_online_key_") != std::string::npos);
    const Object u = constraint("k", "unique", "UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b)");
    const flux::Plan unique = {step(Op::create, u, "ALTER TABLE app.t ADD CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b)", Lock::access_exclusive, true)};
    CHECK(sql_of(online_plan(unique, Model({table()}), Model({table(), u})))[0].ends_with(" ON app.t (a) INCLUDE (b) NULLS NOT DISTINCT"));
}

TEST_CASE("what is dropped and made again is one transaction", "[online]") {
    const Object k = constraint("k", "check", "CHECK (a > 0)"), x = index("x");
    Model desired({table(), column("b"), k, x});
    desired.set_dependencies({{.from = desired.position(*desired.find(x.id)), .facet = flux::Facet::whole, .on = desired.position(*desired.find(column("b").id))}});
    const flux::Plan plan = {step(Op::replace, k, "ALTER TABLE app.t DROP CONSTRAINT k"), step(Op::create, column("b"), "ALTER TABLE app.t ADD COLUMN b integer"),
                             step(Op::create, x, "CREATE INDEX x ON app.t USING btree (b)", Lock::share, true),
                             step(Op::replace, k, "ALTER TABLE app.t ADD CONSTRAINT k CHECK (a > 0)", Lock::access_exclusive, true)};
    const auto online = online_plan(plan, Model({table(), k}), desired);
    REQUIRE(online.size() == 5);
    for (std::size_t i = 1; i < 4; ++i) CHECK(online[i].group == online[0].group);
    CHECK(online[2].step.sql == plan[2].sql);
    CHECK(online[4].step.op == Op::validate);
}

TEST_CASE("a partition is detached concurrently where PostgreSQL can", "[online]") {
    flux::kinds::Table partition;
    partition.partition_of = "app.t";
    partition.bound = "FOR VALUES FROM (1) TO (2)";
    const Object part = object(Kind::table, "", "p", partition), alone = table("p");
    const flux::Plan plan = {step(Op::alter, part, "ALTER TABLE app.t DETACH PARTITION app.p")};
    CHECK(sql_of(online_plan(plan, Model({table(), part}), Model({table(), alone}))) == Lines{"alone: ALTER TABLE app.t DETACH PARTITION app.p CONCURRENTLY"});
    partition.bound = "DEFAULT";
    const Object other = object(Kind::table, "", "other", partition);
    CHECK(sql_of(online_plan(plan, Model({table(), part, other}), Model({table(), alone, other}))) == Lines{plan[0].sql});
}
