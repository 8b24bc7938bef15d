// Types as the server prints them, directives in comments, patterns, and models.
#include "catch.hpp"
#include "failure.hpp"
#include "ir/glob.hpp"
#include "ir/remarks.hpp"
#include "ir/type_text.hpp"
#include "model/reader.hpp"
#include "output/diff.hpp"

using namespace flux::gen;

TEST_CASE("types as they are printed") {
    const auto type = parse_type("timestamp(3) with time zone[]");
    CHECK(type.name == QName{"pg_catalog", "timestamptz"});
    CHECK(type.array);
    CHECK(type.modifiers == std::vector<int>{3});
    CHECK(parse_type("character varying(20)").name.name == "varchar");
    CHECK(parse_type("numeric(10,2)").modifiers == std::vector<int>{10, 2});
    CHECK(parse_type("\"char\"").name == QName{"pg_catalog", "char"});
    CHECK(parse_type("character(1)").name.name == "bpchar");
    CHECK(parse_type("app.\"My \"\"(Type)\"[]").name == QName{"app", "My \"(Type)"});
    CHECK(parse_type("interval day to second(3)").name.name == "interval");
    CHECK(parse_type("public.vector(3)").name == QName{"public", "vector"});
}

TEST_CASE("directives in comments") {
    const Remarks remarks = parse_remarks("Prose.\r\n@name Account\n@notnull\n@type ts=Map<string, X>\n@skip "
                                          "go rust\n@deprecated use b\n@mention stays");
    CHECK(remarks.text == "Prose.\n@mention stays");
    CHECK(remarks.rename == "Account");
    CHECK(remarks.not_null == true);
    CHECK(remarks.types.at("ts") == "Map<string, X>");
    CHECK(remarks.skip_targets == std::set<std::string>{"go", "rust"});
    CHECK_FALSE(remarks.skip);
    CHECK(remarks.deprecated == "use b");
    const Remarks seed =
        parse_remarks("Doc. pg-flux: gotype=json.RawMessage tstype=Record<string, Y> pytype=Any");
    CHECK(seed.text == "Doc.");
    CHECK(seed.types.at("ts") == "Record<string, Y>");
    CHECK(seed.types.at("go") == "json.RawMessage");
    CHECK(seed.types.at("python") == "Any");
}

TEST_CASE("patterns") {
    CHECK(glob("app.*", "app.users"));
    CHECK_FALSE(glob("app.*", "app.users.id"));
    CHECK(glob("app.**", "app.users.id"));
    CHECK(glob("*_log", "user_log"));
    CHECK_FALSE(glob("user?", "user"));
    CHECK(matches_any({"users"}, "app", "users"));
    CHECK_FALSE(matches_any({"audit.users"}, "app", "users"));
}

TEST_CASE("a model") {
    const Schema schema = read_model(
        R"json({"format": 1, "schemas": [{"name": "a"}], "domains": [{"schema": "a", "name": "d", "type": "integer", "not_null": true}],
        "tables": [{"schema": "a", "name": "t",
            "columns": [{"name": "id", "type": "bigint", "not_null": true, "identity": "always"}, {"name": "d", "type": "a.d", "not_null": false},
                        {"name": "n", "type": "text", "not_null": true, "not_null_constraint": {"validated": false}}],
            "constraints": [{"name": "t_pkey", "type": "primary key", "columns": ["id"], "definition": "PRIMARY KEY (id)"}],
            "foreign_keys": [{"name": "f", "columns": ["id"], "referenced_table": "a.\"o.o\"", "referenced_columns": ["x"], "definition": ""}]
}]
})json");
    const Relation& table = *schema.relation({"a", "t"});
    CHECK_FALSE(table.columns[0].insertable);
    CHECK(table.columns[1].not_null);
    CHECK_FALSE(table.columns[2].not_null);
    CHECK(table.foreign_keys[0].unique);
    CHECK(table.foreign_keys[0].referenced == QName{"a", "o.o"});
    CHECK_THROWS_AS(read_model("[]"), Failure);
    CHECK_THROWS_AS(read_model(R"({"format": 2})"), Failure);
}

TEST_CASE("facts of a model") {
    const Schema schema = read_model(R"json({"format": 1,
        "views": [{"schema": "a", "name": "v", "columns": [{"name": "x", "type": "text"}, {"name": "y", "type": "text"}]}],
        "facts": {"relations": [{"schema": "a", "name": "v", "insertable": true, "updatable": false,
            "columns": [{"name": "x", "not_null": true, "insertable": true, "required": true,
                         "source": {"schema": "a", "relation": "t", "column": "z"}}, {"name": "y", "not_null": false}],
            "checks": [{"validated": false, "terms": [{"kind": "one_of", "column": "y", "values": ["no"]}]},
                       {"validated": true, "terms": [{"kind": "one_of", "column": "y", "values": ["a", "b"]}]}]}]}})json");
    const Relation& view = *schema.relation({"a", "v"});
    CHECK(view.insertable);
    CHECK_FALSE(view.updatable);
    CHECK(view.columns[0].not_null);
    CHECK(view.columns[0].required);
    CHECK(view.columns[0].source.first == QName{"a", "t"});
    CHECK_FALSE(view.columns[1].not_null);
    CHECK(view.columns[1].allowed ==
          std::vector<std::string>{"a", "b"}); // what is not validated says nothing
}

TEST_CASE("a unified diff") {
    CHECK(unified_diff("a", "b", "x\n", "x\n").empty());
    CHECK(unified_diff("a", "b", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
          "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    CHECK(unified_diff("/dev/null", "b", "", "1\n") == "--- /dev/null\n+++ b\n@@ -0,0 +1,1 @@\n+1\n");
}
