// Statements as they may be quoted and kept.
#include "catch.hpp"

#include "core/source/secrets.hpp"

using flux::source::recordable;

TEST_CASE("a statement that holds no secret is kept as it is") {
    for (const char* text : {"CREATE TABLE t (a int DEFAULT 1)", "ALTER TABLE t ALTER a SET DEFAULT 'it''s'", "",
                             "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 'a' $$", "COMMENT ON TABLE t IS E'a\\nb'"})
        CHECK(recordable(text, 1000) == text);
}

TEST_CASE("options that hold secrets are kept without them") {
    CHECK(recordable("CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'h', password 'p')", 1000) ==
          "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'h', password '********')");
    CHECK(recordable("CREATE SUBSCRIPTION s CONNECTION 'host=h password=p' PUBLICATION p", 1000) ==
          "CREATE SUBSCRIPTION s CONNECTION '********' PUBLICATION p");
}

TEST_CASE("secrets within literals are found") {
    CHECK(recordable("DO $$ BEGIN CREATE ROLE r PASSWORD 'p'; END $$", 1000) == "DO $$ BEGIN CREATE ROLE r PASSWORD '********'; END $$");
    CHECK(recordable("DO $a$ BEGIN EXECUTE 'CREATE ROLE r PASSWORD ''p'''; END $a$", 1000) == "DO $a$ BEGIN EXECUTE '********'; END $a$");
    CHECK(recordable("DO 'BEGIN EXECUTE $x$ALTER ROLE r PASSWORD ''p''$x$; END'", 1000) == "DO '********'");
}

TEST_CASE("a long statement is cut, and a secret that is cut stays hidden") {
    CHECK(recordable("CREATE TABLE t ()", 6) == "CREATE…");
    CHECK(recordable("aé", 2) == "a…");
    CHECK(recordable("ALTER SERVER s OPTIONS (SET password 'geheim')", 42) == "ALTER SERVER s OPTIONS (SET password '********'…");
}
