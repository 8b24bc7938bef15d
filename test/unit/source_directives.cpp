#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "core/source/directives.hpp"

using namespace flux;
using namespace flux::source;

namespace {

// "kind schema.parent.name[.part] <- old" or "kind … using expression", one a line.
std::string described(std::string_view source) {
    std::string text;
    for (const Directive& d : read_directives(source)) {
        text += text.empty() ? "" : "\n";
        text += std::to_string(d.line) + " " + d.object.schema + "." + d.object.parent + "." + d.object.name;
        text += d.part.empty() ? "" : "/" + d.part;
        text += d.verb == Directive::Verb::renamed_from ? " <- " : " using ";
        text += d.old_schema.empty() ? d.argument : d.old_schema + "." + d.argument;
    }
    return text;
}

int error_line(std::string_view source) {
    try {
        read_directives(source);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::syntax_error);
        return error.line().value_or(-1);
    }
    return 0;
}

} // namespace

TEST_CASE("a directive stands before an object or at the end of its line", "[source]") {
    CHECK(described("-- pg_flux: renamed from b\nCREATE TABLE s.a (x int);") == "1 s..a <- b");
    CHECK(described("CREATE TABLE a (x int); -- pg_flux: renamed from b\nCREATE TABLE c ();") ==
          "1 ..a <- b");
    CHECK(described("CREATE TABLE a ( -- PG_FLUX:renamed FROM app.\"B c\"\n x int);") == "1 ..a <- app.B c");
    CHECK(described("CREATE TABLE a (\n x int\n); -- pg_flux: renamed from b") == "3 ..a <- b");
    CHECK(described("CREATE TABLE\n-- pg_flux: renamed from b\na (x int);") == "2 ..a <- b");
    CHECK(described("SELECT 1; /* pg_flux: renamed from b */ CREATE VIEW a AS SELECT 1;") == "1 ..a <- b");
}

TEST_CASE("a directive stands before a column or at the end of its line", "[source]") {
    CHECK(described("CREATE TABLE s.t (\n  -- pg_flux: renamed from a\n  b int,\n  c int\n);") ==
          "2 s.t.b <- a");
    CHECK(described("CREATE TABLE s.t (\n  b int, -- pg_flux: renamed from a\n  c int -- pg_flux: renamed "
                    "from d\n);") == "2 s.t.b <- a\n3 s.t.c <- d");
    CHECK(described("CREATE TABLE t (a int, /* pg_flux: renamed from x */ b numeric(1, 2), c int);") ==
          "1 .t.b <- x");
    CHECK(described("CREATE TABLE t (a int, b int /* pg_flux: renamed from x */, c int);") == "1 .t.b <- x");
    CHECK(described("CREATE TABLE t (\n a int DEFAULT\n  1, -- pg_flux: renamed from x\n b int);") ==
          "3 .t.a <- x");
    CHECK(described("CREATE TABLE t (\n  -- a comment\n  -- pg_flux: renamed from a\n  -- pg_flux: using "
                    "b::int + 1\n  b int"
                    "\n) PARTITION BY RANGE (b);") == "3 .t.b <- a\n4 .t.b using b::int + 1");
    CHECK(described("ALTER TABLE t ADD COLUMN IF NOT EXISTS b int; -- pg_flux: renamed from a") ==
          "1 .t.b <- a");
    CHECK(described("ALTER TABLE ONLY s.t\n ADD a int, -- pg_flux: renamed from x\n ADD b int;") ==
          "2 s.t.a <- x");
    CHECK(described("CREATE TABLE t (b int) -- pg_flux: renamed from a\n;") == "1 ..t <- a");
}

TEST_CASE("a directive may be about other things with names", "[source]") {
    CHECK(described("CREATE TABLE t (a int,\n CONSTRAINT k CHECK (a > 0) -- pg_flux: renamed from j\n);") ==
          "2 .t.k <- j");
    CHECK(read_directives(
              "-- pg_flux: renamed from f\nALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES u;")
              .front()
              .object.kind == Kind::foreign_key);
    CHECK(described("CREATE TYPE s.e AS ENUM (\n 'a', -- pg_flux: renamed from 'old label'\n 'b'\n);") ==
          "2 s..e/a <- old label");
    CHECK(described("CREATE TYPE c AS (\n a int, -- pg_flux: renamed from b\n d text);") == "2 ..c/a <- b");
    CHECK(described("ALTER TYPE e ADD VALUE 'x' AFTER 'y'; -- pg_flux: renamed from z") == "1 ..e/x <- z");
    CHECK(described(
              "-- pg_flux: renamed from g\nCREATE TRIGGER f BEFORE INSERT ON s.t EXECUTE FUNCTION x();") ==
          "1 s.t.f <- g");
    CHECK(described("-- pg_flux: renamed from g\nCREATE OR REPLACE RULE f AS ON INSERT TO s.t DO NOTHING;") ==
          "1 s.t.f <- g");
    CHECK(described("-- pg_flux: renamed from i\nCREATE UNIQUE INDEX CONCURRENTLY j ON t (a);") ==
          "1 .t.j <- i");
    CHECK(described("-- pg_flux: renamed from f\nCREATE FUNCTION s.g(a int) RETURNS int BEGIN ATOMIC SELECT "
                    "1; SELECT CASE "
                    "WHEN true THEN 2 END; END;\nSELECT 1;") == "1 s..g <- f");
    CHECK(described("-- pg_flux: renamed from old\nCREATE SCHEMA new;") == "1 ..new <- old");
}

TEST_CASE("a directive follows the search_path of the source", "[source]") {
    CHECK(described("SET search_path TO app, public;\n-- pg_flux: renamed from b\nCREATE TABLE a ();") ==
          "2 app..a <- b");
}

TEST_CASE("a directive may take several lines of a block comment", "[source]") {
    CHECK(described("CREATE TABLE t (\n/*\n * pg_flux: renamed from a\n * pg_flux: using (b ||\n "
                    "'x')::text\n */\n b text);") == "3 .t.b <- a\n4 .t.b using (b ||\n 'x')::text");
}

TEST_CASE("what is no directive is left alone", "[source]") {
    for (const char* source : {"-- pg_flux is good\nCREATE TABLE t ();",
                               "-- see pg_flux: renamed from x\nSELECT 1;", "SELECT '-- pg_flux: nonsense';",
                               "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$\n"
                               "-- pg_flux: nonsense\n$$;",
                               "\\echo -- pg_flux: nonsense\n"})
        CHECK(described(source).empty());
}

TEST_CASE("a directive that cannot be followed is an error", "[source]") {
    CHECK(error_line("\n-- pg_flux: rename from x\nCREATE TABLE t ();") == 2);
    CHECK(error_line("-- pg_flux: renamed from\nCREATE TABLE t ();") == 1);
    CHECK(error_line("-- pg_flux: renamed from a b\nCREATE TABLE t ();") == 1);
    CHECK(error_line("-- pg_flux: renamed from a.b.c\nCREATE TABLE t ();") == 1);
    CHECK(error_line("CREATE TABLE t ();\n-- pg_flux: renamed from a\n") == 2);
    CHECK(error_line("-- pg_flux: renamed from a\nGRANT SELECT ON t TO PUBLIC;") == 1);
    CHECK(error_line("-- pg_flux: renamed from a\nCREATE EXTENSION citext;") == 1);
    CHECK(error_line("CREATE TABLE t (\n a int\n -- pg_flux: renamed from a\n);") == 3);
    CHECK(error_line("CREATE TABLE t (\n -- pg_flux: renamed from a\n CHECK (true));") == 2);
    CHECK(error_line("CREATE TABLE t (\n a int,\n b -- x\n -- pg_flux: renamed from a\n int);") == 4);
    CHECK(error_line("CREATE TABLE t (\n -- pg_flux: renamed from s.a\n b int);") == 2);
    CHECK(error_line("-- pg_flux: using x\nCREATE TABLE t (a int);") == 1);
    CHECK(
        error_line(
            "CREATE TABLE t (\n -- pg_flux: renamed from a\n b int, -- pg_flux: renamed from c\n d int);") ==
        3);
    CHECK(error_line("CREATE VIEW v AS\n SELECT 1, -- pg_flux: renamed from a\n 2;") == 2);
}

TEST_CASE("the expression of USING cannot break out of its command", "[source]") {
    for (const char* expression : {"a), DROP COLUMN b", "a; DROP TABLE t", "a, DROP COLUMN b", "a -- x",
                                   "a /* x", "'a", "$$a", "a)) + ((1", "", ";", "SELECT", "a FROM t"})
        CHECK(error_line("CREATE TABLE t (\n b int -- pg_flux: using " + std::string(expression) + "\n);") ==
              2);
    CHECK(described("CREATE TABLE t (\n b int -- pg_flux: using (SELECT f(b, 1))::int;\n);") ==
          "2 .t.b using (SELECT f(b, 1))::int");
}

TEST_CASE("what was meant as a directive is not taken for a comment", "[source]") {
    for (const char* comment : {"pg_flux renamed from b", "pgflux: renamed from b", "pg-flux: rename from b", "PG FLUX: using x::int"})
        CHECK(error_line("CREATE TABLE a (\n x int -- " + std::string(comment) + "\n);") == 2);
    CHECK(error_line("CREATE TABLE a (/* pgflux: renamed from b */ x int);") == 1);
    for (const char* comment : {"pg_flux renames it", "see pg-flux: a tool", "pgflux using this", "pg_flux is using it"})
        CHECK(described("CREATE TABLE a (\n x int -- " + std::string(comment) + "\n);").empty());
}
