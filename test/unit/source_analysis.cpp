#include <algorithm>
#include <string>

#include "catch.hpp"
#include "core/source/analysis.hpp"
#include "core/source/body.hpp"

using namespace flux::source;

namespace {

std::string list(const std::vector<Name>& names) {
    std::string text;
    for (const Name& name : names) text += (text.empty() ? "" : ", ") + to_string(name);
    return text;
}
std::string defines(std::string_view sql) {
    return list(analyse(sql).defines);
}
std::string needs(std::string_view sql) {
    return list(analyse(sql).needs);
}
std::string soft_needs(std::string_view sql) {
    return list(analyse(sql).soft_needs);
}

} // namespace

TEST_CASE("CREATE TABLE defines itself, its row type, its indexes, sequences and constraints", "[source]") {
    CHECK(defines("CREATE TABLE s.t (a serial, b int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME q))") ==
          "relation s.q, relation s.t, relation s.t_a_seq, type s._t, type s.t");
    CHECK(defines("CREATE TABLE t (a int PRIMARY KEY, b int, UNIQUE (a, b), CHECK (b > 0), CHECK (a > b), "
                  "CONSTRAINT e EXCLUDE USING gist (a WITH =))") ==
          "relation e, relation t, relation t_a_b_key, relation t_pkey, type _t, type t, constraint t.e, "
          "constraint t.t_a_b_key, constraint t.t_b_check, constraint t.t_check, constraint t.t_pkey");
    const std::string part(40, 'x');
    CHECK(defines("CREATE TABLE " + part + " (" + part + " serial)")
              .find("relation " + part.substr(0, 29) + "_" + part.substr(0, 29) + "_seq") !=
          std::string::npos);
}

TEST_CASE("CREATE TABLE needs what its columns and clauses name", "[source]") {
    CHECK(
        needs("CREATE TABLE t (a s.mood[] DEFAULT 'x'::s.mood COLLATE c.de, LIKE p) INHERITS (i) USING am") ==
        "relation i, relation p, type s.mood, collation c.de, access method am");
    CHECK(needs("CREATE TABLE p1 PARTITION OF s.p FOR VALUES IN (f(1))") == "relation s.p, routine f");
    CHECK(needs("CREATE TABLE t OF s.c") == "type s.c");
    CHECK(needs("CREATE TABLE t (a int DEFAULT nextval('\"Q\".x'::regclass), b oid DEFAULT "
                "'s.f(int)'::regprocedure)") ==
          "relation Q.x, type oid, type regclass, type regprocedure, routine nextval, routine s.f");
    const Analysis table =
        analyse("CREATE TABLE t (a int REFERENCES u, CONSTRAINT k FOREIGN KEY (a) REFERENCES s.v)");
    CHECK(list(table.needs).empty());
    CHECK(list(table.foreign_key_needs) == "relation u, relation s.v");
    CHECK(list(table.foreign_key_defines) == "constraint t.k, constraint t.t_a_fkey");
}

TEST_CASE("ALTER TABLE", "[source]") {
    const Analysis column = analyse("ALTER TABLE s.t ADD COLUMN a mood, ADD CONSTRAINT k UNIQUE (a)");
    CHECK(list(column.needs) == "schema s, relation s.t, type mood");
    CHECK(list(column.defines) == "relation s.k, constraint s.t.k");
    REQUIRE(column.alters.size() == 2);
    CHECK(column.alters[0].adds == std::vector<std::string>{"a"});
    CHECK(column.alters[1].adds_key);
    CHECK(analyse("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u").phase == Analysis::Phase::foreign_key);
    CHECK(needs("ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY USING INDEX k") == "relation k, relation t");
    CHECK(needs("ALTER TABLE t CLUSTER ON i") == "relation i, relation t");
    CHECK(needs("ALTER TABLE t REPLICA IDENTITY USING INDEX i") == "relation i, relation t");
    CHECK(needs("ALTER TABLE t ENABLE REPLICA TRIGGER g") == "relation t, trigger t.g");
    CHECK(needs("ALTER TABLE t ATTACH PARTITION p DEFAULT") == "relation p, relation t");
    CHECK(needs("ALTER INDEX s.i ATTACH PARTITION s.j") == "relation s.i, relation s.j");
    CHECK(needs("ALTER TABLE t VALIDATE CONSTRAINT c") == "relation t, constraint t.c");
    CHECK(needs("ALTER TYPE c ADD ATTRIBUTE a s.d") == "type c, type s.d");
    CHECK(list(analyse("ALTER TABLE t DROP CONSTRAINT c").drops) == "constraint t.c");
}

TEST_CASE("routines", "[source]") {
    CHECK(needs("CREATE FUNCTION f(a s.t, VARIADIC b t.c%TYPE, c int DEFAULT g(1)) RETURNS SETOF u LANGUAGE "
                "c AS 'x', 'y'") == "relation t, type u, type s.t, routine g, language c");
    CHECK(
        needs(
            "CREATE FUNCTION f() RETURNS TABLE (a x, b y) LANGUAGE sql BEGIN ATOMIC SELECT * FROM t; END") ==
        "relation t, type x, type y, language sql");
    CHECK(soft_needs("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT a FROM s.t WHERE g(b)'") ==
          "relation s.t, routine g");
    CHECK(needs("CREATE AGGREGATE a(s.t) (SFUNC = f, STYPE = s.u, INITCOND = '0')") ==
          "type s.t, type s.u, routine f");
    const Analysis op = analyse("CREATE OPERATOR s.=== (LEFTARG = s.t, RIGHTARG = int, FUNCTION = s.f, "
                                "COMMUTATOR = OPERATOR(s.!==))");
    CHECK(list(op.defines) == "operator s.===");
    CHECK(list(op.needs) == "schema s, type s.t, routine s.f");
    CHECK(needs("CREATE OPERATOR CLASS c FOR TYPE s.t USING btree AS OPERATOR 1 s.<, FUNCTION 1 s.cmp(s.t, "
                "s.t)") == "type s.t, routine s.cmp, operator s.<, access method btree");
    CHECK(needs("CREATE CAST (a AS b) WITH FUNCTION f(a)") == "type a, type b, routine f");
}

TEST_CASE("types", "[source]") {
    CHECK(defines("CREATE TYPE s.e AS ENUM ('a')") == "type s._e, type s.e");
    CHECK(defines("CREATE TYPE c AS (a x)") == "relation c, type _c, type c");
    CHECK(defines("CREATE DOMAIN d AS x CHECK (f(VALUE))") == "type _d, type d, constraint d.d_check");
    CHECK(needs("CREATE DOMAIN d AS x CONSTRAINT k CHECK (f(VALUE))") == "type x, routine f");
    CHECK(needs("CREATE TYPE r AS RANGE (SUBTYPE = x, SUBTYPE_DIFF = s.f)") == "type x, routine s.f");
    CHECK(defines("CREATE TYPE floatrange AS RANGE (SUBTYPE = float8)").find("type floatmultirange") !=
          std::string::npos);
}

TEST_CASE("what hangs on tables", "[source]") {
    CHECK(defines("CREATE INDEX ON s.t (a, lower(b))") == "relation s.t_a_expr_idx");
    CHECK(needs("CREATE INDEX i ON t (f(a) s.ops) WHERE g(b)") ==
          "relation t, routine f, routine g, operator class s.ops, access method btree");
    CHECK(needs("CREATE TRIGGER g AFTER INSERT ON s.t FOR EACH ROW WHEN (w(NEW.a)) EXECUTE FUNCTION f()") ==
          "schema s, relation s.t, routine f, routine w");
    CHECK(needs("CREATE POLICY p ON t USING (a IN (SELECT b FROM u))") == "relation t, relation u");
    CHECK(needs("CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t SELECT NEW.*") ==
          "relation t, relation v");
    CHECK(needs("COMMENT ON CONSTRAINT c ON s.t IS 'x'") == "constraint s.t.c");
    CHECK(needs("COMMENT ON COLUMN s.t.c IS 'x'") == "relation s.t");
    CHECK(needs("GRANT EXECUTE ON FUNCTION s.f(t) TO PUBLIC") == "type t, routine s.f");
    CHECK(needs("ALTER SEQUENCE q OWNED BY s.t.a") == "relation q, relation s.t");
}

TEST_CASE("a statement beyond the grammar is read by its tokens", "[source]") {
    const Analysis table = analyse("CREATE TABLE IF NOT EXISTS s.\"T\" (a int NOT AN OPTION, b s.mood)");
    CHECK_FALSE(table.known);
    CHECK(list(table.defines) == "relation s.T, type s.T");
    CHECK(list(table.needs) == "schema s");
    CHECK(list(table.soft_needs).find("type s.mood") != std::string::npos);
    CHECK(analyse("").defines.empty());
    CHECK(analyse("-- nothing\n;;").defines.empty());
}

TEST_CASE("PL/pgSQL bodies", "[source]") {
    const std::string definition =
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        "DECLARE r s.row%ROWTYPE; v s.tab.col%TYPE; d s.dom := s.start(); c CURSOR FOR SELECT * FROM "
        "s.curs;\n"
        "BEGIN\n"
        "  FOR r IN SELECT * FROM s.loop LOOP INSERT INTO s.target SELECT g(r.a); END LOOP;\n"
        "  IF EXISTS (SELECT 1 FROM s.cond) THEN PERFORM s.p(1); END IF;\n"
        "  v := (SELECT max(a) FROM s.assigned);\n"
        "  RETURN NEW;\n"
        "EXCEPTION WHEN others THEN UPDATE s.failed SET a = 1;\n"
        "END $$";
    const std::string found = soft_needs(definition);
    for (const char* name : {"relation s.row", "relation s.tab", "type s.dom", "routine s.start",
                             "relation s.curs", "relation s.loop", "relation s.target", "routine g",
                             "relation s.cond", "routine s.p", "relation s.assigned", "relation s.failed"}) {
        INFO(name << " in " << found);
        CHECK(found.find(name) != std::string::npos);
    }
}

TEST_CASE("a function without a body does not end the process", "[source]") {
    CHECK(analyse("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql").known);
    CHECK(analyse("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS ''").known);
    CHECK(names_in_body("plpgsql", "BEGIN PERFORM s.g(); END",
                        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql")
              .size() > 1);
    CHECK(names_in_body("plpgsql", "BEGIN PERFORM s.g(); END", "DO LANGUAGE plpgsql").size() > 1);
    CHECK(names_in_body("plpgsql", "BEGIN PERFORM s.g(); END", "SELECT 1").size() > 1);
}

TEST_CASE("a body that no parser takes gives what its tokens give", "[source]") {
    CHECK(list(names_in_body("plpgsql", "BEGIN this is no s.code")).find("relation s.code") !=
          std::string::npos);
    CHECK(list(names_in_body("sql", "SELECT FROM WHERE s.code(")).find("routine s.code") !=
          std::string::npos);
    CHECK(names_in_body("plpython3u", "import os").empty());
    CHECK(names_in_body("sql", "").empty());
}
