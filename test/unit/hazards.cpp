// Rules that need another session or many tables to be provoked on a server, with facts made up.
#include "catch.hpp"

#include <algorithm>

#include "core/assess/assess.hpp"
#include "core/hazard/catalogue.hpp"
#include "core/kinds/table.hpp"

using namespace flux;

namespace {

Object table(const std::string& name, std::uint32_t oid) {
    Object out;
    out.id = {.kind = Kind::table, .schema = "app", .name = name};
    out.attributes = Attributes(kinds::Table{});
    out.address = {1259, oid, 0};
    return out;
}

struct Case {
    Model live{{table("t", 1)}};
    Model desired{{table("t", 1)}};
    Facts facts;
    Plan plan;

    Case() {
        facts.relations[1] = {.name = "app.t", .empty = false, .bytes = 8192};
        facts.large_table = 1 << 20;
        plan.push_back({.op = Op::alter, .kind = "table", .object = "app.t", .sql = "ALTER TABLE app.t …", .lock = Lock::access_exclusive});
        plan[0].before = plan[0].after = live.objects()[0].id;
    }
    std::vector<Finding> judged() {
        assess(plan, live, desired, facts);
        return plan[0].hazards;
    }
};

bool has(const std::vector<Finding>& findings, Hazard hazard) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.hazard == hazard; });
}

} // namespace

TEST_CASE("hazards: a lock that others hold") {
    Case held;
    CHECK(held.judged().empty());
    held.facts.relations[1].held_by = "a transaction of process 1 holds AccessShareLock";
    CHECK(held.judged() == std::vector{finding_of(Hazard::lock_queue, "app.t: a transaction of process 1 holds AccessShareLock")});
    Case gentle;
    gentle.facts.relations[1].held_by = "a transaction";
    gentle.plan[0].lock = Lock::share_update_exclusive;
    CHECK(gentle.judged().empty());
}

TEST_CASE("hazards: standbys replay ACCESS EXCLUSIVE") {
    Case with;
    with.facts.standbys = 2;
    CHECK(with.judged() == std::vector{finding_of(Hazard::standby_conflict, "2 connected")});
    Case empty;
    empty.facts.standbys = 2;
    empty.facts.relations[1].empty = true;
    CHECK(empty.judged().empty());
}

TEST_CASE("hazards: many tables at once, as measured") {
    for (const int count : {9, 10}) {
        Case many;
        many.plan[0].measured.emplace();
        for (int i = 0; i < count; ++i) {
            const std::string name = "app.part" + std::to_string(i);
            many.facts.relations[static_cast<std::uint32_t>(100 + i)].name = name;
            many.plan[0].measured->locks[name] = Lock::access_exclusive;
        }
        CHECK(has(many.judged(), Hazard::many_tables) == (count == 10));
    }
}

TEST_CASE("hazards: measured rewrites count, not the rule's") {
    Case rewrite;
    rewrite.facts.large_table = 0;
    rewrite.plan[0].rewrites = true;
    CHECK(has(rewrite.judged(), Hazard::table_rewrite));
    Case measured;
    measured.facts.large_table = 0;
    measured.plan[0].rewrites = true;
    measured.plan[0].measured.emplace();
    CHECK_FALSE(has(measured.judged(), Hazard::table_rewrite));
    measured.plan[0].measured->rewritten = {"app.t"};
    CHECK(has(measured.judged(), Hazard::table_rewrite));
}

TEST_CASE("hazards: what runs outside a transaction") {
    Case alone;
    alone.plan[0].transactional = false;
    CHECK(has(alone.judged(), Hazard::not_transactional));
}

TEST_CASE("hazards: each has a name and words of its own") {
    std::vector<std::string_view> names;
    for (const HazardEntry& entry : hazard_catalogue()) {
        CHECK_FALSE(entry.when.empty());
        CHECK(hazard_name(entry.hazard) == entry.name);
        names.push_back(entry.name);
    }
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

TEST_CASE("hazards: sizes are printed for people") {
    CHECK(size_text({.bytes = 8192}) == "8,192 bytes");
    CHECK(size_text({.bytes = 123456789, .rows = 1234567}) == "117 MB, about 1,234,567 rows");
}
