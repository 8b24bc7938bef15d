#include "catch.hpp"
#include "core/source/roles.hpp"

using namespace flux::source;

namespace {

std::string names(std::string_view block) {
    const auto roles = roles_made_by(block);
    if (!roles) return "refused";
    std::string out;
    for (const RoleMade& role : *roles) out += (out.empty() ? "" : ", ") + role.name + ": " + role.sql;
    return out;
}

std::string in_block(const std::string& body) { return names("DO $$ BEGIN " + body + " END $$"); }

} // namespace

TEST_CASE("a block that only makes roles declares them") {
    CHECK(in_block("CREATE ROLE x;") == "x: CREATE ROLE x");
    CHECK(in_block("IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'x') THEN CREATE ROLE x LOGIN; END IF;") ==
          "x: CREATE ROLE x LOGIN");
    CHECK(in_block("IF EXISTS (SELECT 1 FROM pg_catalog.pg_user WHERE usename = 'x') THEN RAISE NOTICE 'role % is there', 'x'; "
                   "ELSE CREATE USER x; END IF;") == "x: CREATE USER x");
    CHECK(in_block("CREATE ROLE b; CREATE ROLE a IN ROLE b; EXCEPTION WHEN duplicate_object THEN "
                   "RAISE NOTICE '%, skipping', SQLERRM USING ERRCODE = SQLSTATE;") ==
          "b: CREATE ROLE b, a: CREATE ROLE a IN ROLE b");
    CHECK(in_block("BEGIN CREATE ROLE a; EXCEPTION WHEN OTHERS THEN NULL; END; BEGIN CREATE GROUP \"B b\"; END;") ==
          "a: CREATE ROLE a, B b: CREATE GROUP \"B b\"");
    CHECK(in_block("PERFORM 1 FROM pg_roles WHERE rolname = 'x'; IF NOT FOUND THEN EXECUTE 'CREATE ROLE x'; END IF; RETURN;") ==
          "x: CREATE ROLE x");
    CHECK(in_block("IF to_regrole('x') IS NULL THEN CREATE ROLE x; /* done */ END IF;") == "x: CREATE ROLE x");
    CHECK(names("DO LANGUAGE plpgsql $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM pg_roles WHERE rolname = 'x'; "
                "IF n = 0 THEN CREATE ROLE x; END IF; END $$") == "x: CREATE ROLE x");
}

TEST_CASE("a block that does anything else declares nothing") {
    CHECK(in_block("") == "refused");
    CHECK(in_block("IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'x') THEN NULL; END IF;") == "refused");
    CHECK(in_block("CREATE ROLE x; ALTER ROLE x LOGIN;") == "refused");
    CHECK(in_block("CREATE ROLE x; CREATE TABLE t (i int);") == "refused");
    CHECK(in_block("CREATE ROLE x; PERFORM f();") == "refused");
    CHECK(in_block("CREATE ROLE x; INSERT INTO t VALUES (1);") == "refused");
    CHECK(in_block("IF current_database() = 'x' THEN CREATE ROLE x; END IF;") == "refused");
    CHECK(in_block("IF current_user = 'x' THEN CREATE ROLE x; END IF;") == "refused");
    CHECK(in_block("IF EXISTS (SELECT FROM wanted WHERE name = 'x') THEN CREATE ROLE x; END IF;") == "refused");
    CHECK(in_block("IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'y') THEN CREATE ROLE x; END IF;") == "refused");
    CHECK(in_block("IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'x') THEN RAISE EXCEPTION 'no'; END IF; CREATE ROLE x;") ==
          "refused");
    CHECK(in_block("EXECUTE format('CREATE ROLE %I', 'x');") == "refused");
    CHECK(in_block("EXECUTE 'CREATE ROLE x; DROP TABLE t';") == "refused");
    CHECK(in_block("FOR i IN 1 .. 3 LOOP CREATE ROLE x; END LOOP;") == "refused");
    CHECK(in_block("RAISE NOTICE '%', f(); CREATE ROLE x;") == "refused");
    CHECK(names("DO LANGUAGE plperl $$ CREATE ROLE x; $$") == "refused");
    CHECK(names("DO LANGUAGE sql 'CREATE ROLE x'") == "refused");
    CHECK(names("DO $$ lorem ipsum $$") == "refused");
    CHECK(names("DO LANGUAGE plpgsql") == "refused");
    CHECK(names("CREATE ROLE x") == "refused");
    CHECK(names("DO $$ DECLARE n int := f(); BEGIN CREATE ROLE x; END $$") == "refused");
}
