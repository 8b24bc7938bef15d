#include "catch.hpp"

#include "core/text/settle.hpp"

using flux::settle;

TEST_CASE("a cast of an array settles on its elements") {
    CHECK(settle("((x)::text = ANY ((ARRAY['a'::character varying, 'b,]'::character varying])::text[]))") ==
          "((x)::text = ANY (ARRAY[('a'::character varying)::text, ('b,]'::character varying)::text]))");
    CHECK(settle("(ARRAY['a'::bpchar])::character varying(10)[]") == "ARRAY[('a'::bpchar)::character varying(10)]");
    CHECK(settle("(ARRAY[1, 2])::\"o d\".\"d[]\"[]") == "ARRAY[(1)::\"o d\".\"d[]\", (2)::\"o d\".\"d[]\"]");
    CHECK(settle("f((ARRAY[g(1, 2), 3])::bigint[], 'x')") == "f(ARRAY[(g(1, 2))::bigint, (3)::bigint], 'x')");
}

TEST_CASE("what only looks alike stays") {
    for (const char* text : {"(ARRAY[1] || ARRAY[2])::text[]", "(ARRAY[1])::a_domain", "'(ARRAY[1])::text[]'", "(ARRAY[])::text[]",
                             "(\"ARRAY[\" AND x)", "ARRAY[1, 2]", "E'\\'(ARRAY[1])::text[]'", "(ARRAY[1])::text AND (y)[]"})
        CHECK(settle(text) == text);
}

TEST_CASE("a conjunction whose first part is one settles flat") {
    CHECK(settle("(((x >= 1) AND (x <= 5)) AND (y > 0))") == "((x >= 1) AND (x <= 5) AND (y > 0))");
    CHECK(settle("((((x = a) OR (x = b)) OR (x = c)) OR z)") == "((x = a) OR (x = b) OR (x = c) OR z)");
    CHECK(settle("CHECK ((((x) AND (y)) AND (z)))") == "CHECK (((x) AND (y) AND (z)))");
}

TEST_CASE("other nestings stay") {
    for (const char* text : {"((a OR b) AND c)", "(a AND (b AND c))", "((SELECT x AND y) AND z)", "('((a AND b) AND c)' = x)",
                             "((x) AND (y))", "sum(x) OVER (ORDER BY (y) ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"})
        CHECK(settle(text) == text);
}

TEST_CASE("what is not closed is left alone") {
    CHECK(settle("((a AND b) AND (ARRAY[") == "((a AND b) AND (ARRAY[");
    CHECK(settle("'((a AND b) AND c") == "'((a AND b) AND c");
}

TEST_CASE("deep nesting is no trouble") {
    const std::string deep = std::string(20000, '(') + "x" + std::string(20000, ')');
    CHECK(settle("((a AND b) AND " + deep + ")") == "(a AND b AND " + deep + ")");
}
