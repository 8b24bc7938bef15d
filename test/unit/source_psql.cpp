#include "catch.hpp"
#include "core/source/psql.hpp"

using flux::source::blank_psql_commands;
using flux::source::unsupported_psql_commands;

TEST_CASE("psql's lines are blanked and everything keeps its place", "[source]") {
    CHECK(blank_psql_commands("\\connect x\nSELECT 1;\n\\unrestrict k\n") ==
          "          \nSELECT 1;\n             \n");
    CHECK(blank_psql_commands("SELECT 1 \\\\ SELECT 2;") == "SELECT 1    SELECT 2;");
    CHECK(blank_psql_commands("SELECT 1\\; SELECT 2;") == "SELECT 1 ; SELECT 2;");
    CHECK(blank_psql_commands("\\echo a\r\nSELECT 1;") == "       \r\nSELECT 1;");
}

TEST_CASE("a backslash within quotes or comments is no command", "[source]") {
    for (const char* sql : {"SELECT '\\connect x\n', E'\\'\\d';", "SELECT \"a\\b\";", "-- \\i x\nSELECT 1;",
                            "/* \\i /* \\d */ \\e */ SELECT 1;", "SELECT $a$ \\i x $$ $a$;",
                            "CREATE FUNCTION f() RETURNS void AS $$\n\\d\n$$ LANGUAGE sql;"})
        CHECK(blank_psql_commands(sql) == sql);
}

TEST_CASE("data of COPY FROM stdin is blanked, the statement is left", "[source]") {
    CHECK(blank_psql_commands("COPY t (a) FROM stdin;\n1\tit's\n\\.\nSELECT 1;") ==
          "COPY t (a) FROM stdin;\n" + std::string(6, ' ') + "\n  \nSELECT 1;");
    CHECK(blank_psql_commands("COPY t FROM '/x';\nSELECT 'a';") == "COPY t FROM '/x';\nSELECT 'a';");
    CHECK(blank_psql_commands("copy t from stdin;") == "copy t from stdin;");
}

TEST_CASE("commands that would change what runs are reported by line", "[source]") {
    const auto found =
        unsupported_psql_commands("\\set x 1\n\\restrict abc\n\\i other.sql\nSELECT 1 \\gexec\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "i");
    CHECK(found[0].line == 3);
    CHECK(found[1].name == "gexec");
    CHECK(found[1].line == 4);
}

TEST_CASE("a byte order mark is no part of the SQL", "[source]") {
    CHECK(blank_psql_commands("\xEF\xBB\xBFSELECT 1;") == "   SELECT 1;");
    CHECK(blank_psql_commands("SELECT '\xEF\xBB\xBF';") == "SELECT '\xEF\xBB\xBF';");
}
