#include "catch.hpp"

#include "core/text/printed.hpp"
#include "core/text/settle.hpp"

using flux::loadable;
using flux::Printed;
using flux::settled;

TEST_CASE("a cast of an array settles on its elements") {
    CHECK(settled("((x)::text = ANY ((ARRAY['a'::character varying, 'b,]'::character varying])::text[]))") ==
          "((x)::text = ANY (ARRAY[('a'::character varying)::text, ('b,]'::character varying)::text]))");
    CHECK(settled("(ARRAY['a'::bpchar])::character varying(10)[]") == "ARRAY[('a'::bpchar)::character varying(10)]");
    CHECK(settled("(ARRAY[1, 2])::\"o d\".\"d[]\"[]") == "ARRAY[(1)::\"o d\".\"d[]\", (2)::\"o d\".\"d[]\"]");
    CHECK(settled("f((ARRAY[g(1, 2), 3])::bigint[], 'x')") == "f(ARRAY[(g(1, 2))::bigint, (3)::bigint], 'x')");
}

TEST_CASE("an array of more dimensions settles on the innermost elements") {
    CHECK(settled("(ARRAY[ARRAY['a'::character varying], ARRAY[x]])::text[]") ==
          "ARRAY[ARRAY[('a'::character varying)::text], ARRAY[(x)::text]]");
}

TEST_CASE("an array that is cast loads as an array that is cast") {
    CHECK(loadable("((x)::text = ANY ((ARRAY['a'::character varying, 'b,]'::character varying])::text[]))") ==
          "((x)::text = ANY ((ARRAY['a'::character varying, 'b,]'::character varying]::character varying[])::text[]))");
    CHECK(loadable("(ARRAY[1, 2])::bigint[]") == "(ARRAY[1, 2]::integer[])::bigint[]");
    CHECK(loadable("(ARRAY[1.5, NULL::numeric])::a.d[]") == "(ARRAY[1.5, NULL::numeric]::numeric[])::a.d[]");
    CHECK(loadable("(ARRAY[true])::a.d[]") == "(ARRAY[true]::boolean[])::a.d[]");
    CHECK(loadable("(ARRAY[(x)::character varying(3), E'\\\\'::character varying(3)])::text[]") ==
          "(ARRAY[(x)::character varying(3), E'\\\\'::character varying(3)]::character varying(3)[])::text[]");
    CHECK(loadable("(ARRAY[ARRAY['a'::\"T\"], ARRAY['b'::\"T\"]])::text[]") ==
          "(ARRAY[ARRAY['a'::\"T\"], ARRAY['b'::\"T\"]]::\"T\"[])::text[]");
}

TEST_CASE("an array that does not tell its type stays as it is printed") {
    for (const char* text : {"(ARRAY[a, b])::text[]", "(ARRAY['a'::character varying, b])::text[]", "(ARRAY[f(1)])::bigint[]",
                             "(ARRAY['a'::character varying(1), 'b'::character varying(2)])::text[]", "(ARRAY['a'::x COLLATE y])::text[]"})
        CHECK(loadable(text) == text);
}

TEST_CASE("a conjunction whose first part is one loads nested") {
    CHECK(loadable("(((x >= 1) AND (x <= 5)) AND (y > 0))") == "(((x >= 1) AND (x <= 5))::boolean AND (y > 0))");
    CHECK(loadable("((((x = a) OR (x = b)) OR (x = c)) OR z)") ==
          "((((x = a) OR (x = b))::boolean OR (x = c))::boolean OR z)");
    CHECK(loadable("((a OR b) AND c)") == "((a OR b) AND c)");
}

TEST_CASE("printed texts are equal where they settle alike") {
    const Printed nested = "((a AND b) AND c)";
    CHECK(nested == Printed("(a AND b AND c)"));
    CHECK(nested != Printed("(a AND b OR c)"));
    CHECK(nested.text() == "((a AND b) AND c)");
    CHECK(nested.sql() == "((a AND b)::boolean AND c)");
}

TEST_CASE("what only looks alike stays") {
    for (const char* text : {"(ARRAY[1] || ARRAY[2])::text[]", "(ARRAY[1])::a_domain", "'(ARRAY[1])::text[]'", "(ARRAY[])::text[]",
                             "(\"ARRAY[\" AND x)", "ARRAY[1, 2]", "E'\\'(ARRAY[1])::text[]'", "(ARRAY[1])::text AND (y)[]"})
        CHECK(settled(text) == text);
}

TEST_CASE("a conjunction whose first part is one settles flat") {
    CHECK(settled("(((x >= 1) AND (x <= 5)) AND (y > 0))") == "((x >= 1) AND (x <= 5) AND (y > 0))");
    CHECK(settled("((((x = a) OR (x = b)) OR (x = c)) OR z)") == "((x = a) OR (x = b) OR (x = c) OR z)");
    CHECK(settled("CHECK ((((x) AND (y)) AND (z)))") == "CHECK (((x) AND (y) AND (z)))");
}

TEST_CASE("other nestings stay") {
    for (const char* text : {"((a OR b) AND c)", "(a AND (b AND c))", "((SELECT x AND y) AND z)", "('((a AND b) AND c)' = x)",
                             "((x) AND (y))", "sum(x) OVER (ORDER BY (y) ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"})
        CHECK(settled(text) == text);
}

TEST_CASE("what is not closed is left alone") {
    CHECK(settled("((a AND b) AND (ARRAY[") == "((a AND b) AND (ARRAY[");
    CHECK(settled("'((a AND b) AND c") == "'((a AND b) AND c");
}

TEST_CASE("deep nesting is no trouble") {
    const std::string deep = std::string(20000, '(') + "x" + std::string(20000, ')');
    CHECK(settled("((a AND b) AND " + deep + ")") == "(a AND b AND " + deep + ")");
}
