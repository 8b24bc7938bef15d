#include "catch.hpp"
#include "core/source/mistakes.hpp"

using flux::source::mistaken_for_source;

TEST_CASE("a text that is no SQL gets a hint at what was meant", "[source]") {
    CHECK(mistaken_for_source(" {app,other} ").find("schemas =>") != std::string::npos);
    CHECK(mistaken_for_source("{}").find("schemas =>") != std::string::npos);
    CHECK(mistaken_for_source("schema.sql").find("`cat schema.sql`") != std::string::npos);
    CHECK(mistaken_for_source("schema/*.sql").find("name of a file") != std::string::npos);
    CHECK(mistaken_for_source("CREATE TABLE :name (a int);").find("variables") != std::string::npos);
    CHECK(mistaken_for_source("CREATE TABLE a (b text DEFAULT :'x');").find("variables") != std::string::npos);
}

TEST_CASE("SQL with a mere error gets no hint", "[source]") {
    for (const char* sql : {"CREATE TABEL a (b int);", "SELECT a::int FORM b", "SELECT (ARRAY[1])[1 : 2", "CREATE TABLE a (b int /* :x */ )) ;"})
        CHECK(mistaken_for_source(sql).empty());
}
