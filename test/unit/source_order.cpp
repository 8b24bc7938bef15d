#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "core/source/analysis.hpp"
#include "core/source/graph.hpp"
#include "core/source/order.hpp"

using namespace flux::source;

namespace {

std::vector<std::size_t> ordered(const std::vector<std::string>& statements) {
    std::vector<Analysis> analyses;
    for (const std::string& statement : statements) analyses.push_back(analyse(statement));
    return order(analyses, "public");
}

using Positions = std::vector<std::size_t>;

} // namespace

TEST_CASE("a source in working order stays as it is", "[source]") {
    CHECK(ordered({"CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE b (a int REFERENCES a)",
                   "CREATE VIEW v AS SELECT * FROM b", "COMMENT ON VIEW v IS 'x'"}) == Positions{0, 1, 2, 3});
}

TEST_CASE("what is needed comes first", "[source]") {
    CHECK(ordered({"CREATE VIEW v AS SELECT * FROM t", "CREATE TABLE t (a mood)",
                   "CREATE TYPE mood AS ENUM ('x')"}) == Positions{2, 1, 0});
    CHECK(ordered({"CREATE TABLE s.t (a int)", "CREATE EXTENSION citext SCHEMA s", "CREATE SCHEMA s"}) ==
          Positions{2, 1, 0});
    CHECK(ordered({"CREATE TABLE t (a int DEFAULT nextval('public.q'::regclass))",
                   "CREATE SEQUENCE public.q"}) == Positions{1, 0});
    CHECK(ordered({"CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
                   "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end'",
                   "CREATE TABLE t (a int)"}) == Positions{1, 2, 0});
}

TEST_CASE("names of WITH are not tables", "[source]") {
    CHECK(ordered({"CREATE VIEW v AS WITH w AS (SELECT 1 AS x) SELECT * FROM w", "CREATE TABLE w (a int)"}) ==
          Positions{0, 1});
    CHECK(ordered({"CREATE VIEW v AS WITH w AS (SELECT * FROM w) SELECT * FROM w",
                   "CREATE TABLE w (a int)"}) == Positions{1, 0});
    CHECK(
        ordered({"CREATE VIEW v AS WITH RECURSIVE w AS (SELECT 1 UNION ALL SELECT * FROM w) SELECT * FROM w",
                 "CREATE TABLE w (a int)"}) == Positions{0, 1});
}

TEST_CASE("who mentions an added column comes after it", "[source]") {
    CHECK(ordered({"CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT b FROM t",
                   "ALTER TABLE t ADD COLUMN b int"}) == Positions{0, 2, 1});
    CHECK(ordered({"CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT a FROM t",
                   "ALTER TABLE t ADD COLUMN b int"}) == Positions{0, 1, 2});
    CHECK(ordered({"CREATE VIEW v AS SELECT id, name FROM t GROUP BY id",
                   "ALTER TABLE t ADD PRIMARY KEY (id)", "CREATE TABLE t (id int, name text)"}) ==
          Positions{2, 1, 0});
}

TEST_CASE("DROP and RENAME keep their place", "[source]") {
    CHECK(ordered({"CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT a FROM t", "DROP VIEW v",
                   "DROP TABLE t", "CREATE TABLE t (b int)", "CREATE VIEW v AS SELECT b FROM t"}) ==
          Positions{0, 1, 2, 3, 4, 5});
    CHECK(ordered({"CREATE VIEW v AS SELECT * FROM b", "CREATE TABLE a (x int)",
                   "ALTER TABLE a RENAME TO b"}) == Positions{1, 2, 0});
    CHECK(ordered({"CREATE VIEW v AS SELECT * FROM t", "DROP TABLE IF EXISTS t", "CREATE TABLE t (x int)"}) ==
          Positions{1, 2, 0});
    CHECK(ordered({"CREATE VIEW v AS SELECT y FROM t", "CREATE TABLE t (x int)", "CREATE INDEX i ON t (x)",
                   "ALTER TABLE t RENAME COLUMN x TO y"}) == Positions{1, 2, 3, 0});
}

TEST_CASE("foreign keys go in a circle", "[source]") {
    CHECK(ordered({"CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES b)",
                   "CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a)"}) == Positions{0, 1});
    const std::vector<Analysis> apart = {
        analyse("COMMENT ON CONSTRAINT a_b_fkey ON a IS 'x'"),
        analyse("CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES b)"),
        analyse("CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a)"),
    };
    const Order result = arrange(apart, "public", true);
    CHECK(result.positions == Positions{1, 2, 0});
    CHECK(result.foreign_keys_at == 2);
}

TEST_CASE("a function body gives way where it closes a circle", "[source]") {
    CHECK(ordered({"CREATE TABLE t (a int CHECK (f(a)))",
                   "CREATE FUNCTION f(int) RETURNS bool LANGUAGE sql AS 'SELECT count(*) > 0 FROM t'"}) ==
          Positions{1, 0});
    CHECK(ordered({"CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t'",
                   "CREATE TABLE t (a int)"}) == Positions{1, 0});
}

TEST_CASE("ALTER DEFAULT PRIVILEGES stays between what surrounds it", "[source]") {
    CHECK(ordered({"CREATE VIEW b AS SELECT * FROM a", "CREATE TABLE a (x int)",
                   "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC",
                   "CREATE TABLE c (x int)", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC"}) ==
          Positions{1, 0, 2, 3, 4});
}

TEST_CASE("a search_path in the source tells what unqualified names mean", "[source]") {
    CHECK(ordered({"SET search_path = app, pg_catalog", "CREATE VIEW v AS SELECT * FROM t",
                   "SELECT pg_catalog.set_config('search_path', '', false)", "CREATE TABLE other.t (a int)",
                   "CREATE TABLE app.t (a int)"}) == Positions{0, 2, 3, 4, 1});
}

TEST_CASE("the order is a permutation that respects every need that closes no circle", "[source]") {
    std::mt19937 random(42); // NOLINT: the same cases in every run
    for (int round = 0; round < 200; round++) {
        const std::size_t size = 2 + random() % 60;
        std::vector<std::size_t> place(size);
        for (std::size_t i = 0; i < size; i++) place[i] = i;
        std::shuffle(place.begin(), place.end(), random);
        std::vector<Analysis> statements(size);
        for (std::size_t i = 0; i < size; i++) {
            Analysis& statement = statements[place[i]];
            statement.defines = {{Name::Space::relation, "", "t" + std::to_string(i), ""}};
            for (std::size_t k = random() % 4; k > 0 && i > 0; k--)
                statement.needs.push_back(
                    {Name::Space::relation, "", "t" + std::to_string(random() % i), ""});
            for (std::size_t k = random() % 4; k > 0; k--)
                statement.soft_needs.push_back(
                    {Name::Space::relation, "", "t" + std::to_string(random() % size), ""});
        }
        const std::vector<std::size_t> result = order(statements, "public");
        std::vector<std::size_t> rank(size, size);
        for (std::size_t i = 0; i < result.size(); i++) rank.at(result[i]) = i;
        REQUIRE(result.size() == size);
        REQUIRE(std::find(rank.begin(), rank.end(), size) == rank.end());
        for (std::size_t i = 0; i < size; i++)
            for (const Name& need : statements[place[i]].needs)
                REQUIRE(rank[place[std::stoul(need.name.substr(1))]] < rank[place[i]]);
    }
}

TEST_CASE("ten thousand statements are sorted at once", "[source]") {
    std::vector<Analysis> statements(10'000);
    for (std::size_t i = 0; i < statements.size(); i++) {
        statements[i].defines = {{Name::Space::relation, "s", "t" + std::to_string(i), ""}};
        for (const std::size_t step : {1U, 7U, 100U, 3000U})
            statements[i].needs.push_back(
                {Name::Space::relation, "s", "t" + std::to_string((i + step) % 10'000), ""});
    }
    CHECK(order(statements, "public").size() == statements.size());
}
