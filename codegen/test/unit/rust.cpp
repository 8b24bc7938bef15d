// What the Rust target makes of names, comments and types, without a compiler.
#include "catch.hpp"
#include "failure.hpp"
#include "targets/generate.hpp"

using namespace flux::gen;

namespace {

Column column(const std::string& name, const TypeRef& type, bool not_null = false) {
    Column out;
    out.name = name;
    out.type = type;
    out.not_null = out.required = not_null;
    return out;
}

TypeRef builtin(const std::string& name, bool array = false) {
    return TypeRef{{"pg_catalog", name}, array, {}};
}

Schema with(const QName& name, const std::vector<Column>& columns) {
    Schema schema;
    Relation relation;
    relation.name = name;
    relation.columns = columns;
    schema.relations.push_back(relation);
    return schema;
}

using Chosen = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::string file(const Schema& schema, const std::string& path, const Chosen& chosen = {},
                 std::vector<std::string>* said = nullptr) {
    Settings settings(target("rust").options);
    for (const auto& [option, value] : chosen) settings.set(option, value, "test");
    std::vector<std::string> warnings;
    const auto files = generate(target("rust"), settings, schema, "{}", {}, warnings);
    if (said) *said = warnings;
    for (const File& file : files)
        if (file.path == path) return file.body;
    return {};
}

void has(const std::string& text, const std::string& part) {
    INFO(part << " in " << text);
    CHECK(text.find(part) != std::string::npos);
}

} // namespace

TEST_CASE("rust: names that are keywords, or none at all") {
    const std::string rows =
        file(with({"app", "t"}, {column("type", builtin("text")), column("self", builtin("text")),
                                 column("1st", builtin("text")), column("a-b", builtin("text"))}),
             "tables.rs");
    has(rows, "    pub r#type: Option<String>,");
    has(rows,
        "    #[sqlx(rename = \"self\")]\n    #[serde(rename = \"self\")]\n    pub self_: Option<String>,");
    has(rows, "    pub n1st: Option<String>,");
    has(rows, "    #[sqlx(rename = \"a-b\")]\n    #[serde(rename = \"a-b\")]\n    pub a_b: Option<String>,");
}

TEST_CASE("rust: what a crate cannot read is text, there and back") {
    const Schema schema =
        with({"app", "t"}, {column("x", builtin("xml"), true), column("r", builtin("int4range")),
                            column("m", builtin("int4multirange", true)), column("i", builtin("interval"))});
    const std::string sqlx = file(schema, "tables.rs");
    has(sqlx, R"("\"x\"::text AS \"x\", \"r\", \"m\"::text[] AS \"m\", \"i\"")");
    has(sqlx, R"(statement.add("\"x\"", "::text::\"pg_catalog\".\"xml\"", self.x)?;)");
    has(sqlx, R"(statement.add("\"m\"", "::text[]::\"pg_catalog\".\"int4multirange\"[]", self.m)?;)");
    has(sqlx, "pub r: Option<super::runtime::Range<i32>>,");
    has(sqlx, "pub i: Option<super::runtime::Interval>,");
    const std::string tokio = file(schema, "tables.rs", {{"driver", {"tokio_postgres"}}});
    has(tokio, R"(\"r\"::text AS \"r\")");
    has(tokio, "pub i: Option<String>,");
    CHECK(tokio.find("sqlx") == std::string::npos);
}

TEST_CASE("rust: a schema's types by their qualified names, but on the search path") {
    Schema schema = with({"app", "t"}, {column("m", TypeRef{{"Odd", "mood"}, false, {}})});
    Enum mood;
    mood.name = {"Odd", "mood"};
    mood.labels = {"sad", "", "1", "Self", "\xC3\xBCn"};
    schema.enums.push_back(mood);
    const std::string enums = file(schema, "enums.rs");
    has(enums, "#[sqlx(type_name = \"\\\"Odd\\\".mood\")]");
    for (const char* variant :
         {"    Sad,\n", "    Empty,\n", "    N1,\n", "    Self_,\n", "    \xC3\x9Cn,\n"})
        has(enums, variant);
    has(file(schema, "enums.rs", {{"search_path", {"Odd"}}}), "#[sqlx(type_name = \"mood\")]");
    has(file(schema, "enums.rs", {{"driver", {"tokio_postgres"}}}), "#[postgres(name = \"mood\")]");
    has(file(schema, "tables.rs"), "pub m: Option<super::enums::Mood>,");
    CHECK(file(schema, "enums.rs", {{"serde", {"false"}}}).find("serde") == std::string::npos);
}

TEST_CASE("rust: an update tells NULL from not given") {
    Schema schema = with({"app", "t"}, {column("a", builtin("int4"), true), column("b", builtin("int4"))});
    const std::string rows = file(schema, "tables.rs", {{"derives", {"Hash"}}});
    has(rows,
        "#[derive(Debug, Clone, PartialEq, sqlx::FromRow, Hash, serde::Serialize, serde::Deserialize)]");
    has(rows, "    pub a: Option<i32>,\n");
    has(rows, "    #[serde(deserialize_with = \"super::runtime::given\")]\n    pub b: Option<Option<i32>>,");
}

TEST_CASE("rust: a composite type with an attribute that sqlx cannot write within it is text") {
    Schema schema = with({"app", "t"}, {column("c", TypeRef{{"app", "c"}, false, {}})});
    Composite composite;
    composite.name = {"app", "c"};
    composite.attributes = {{"x", builtin("text"), ""}};
    schema.composites = {composite};
    has(file(schema, "tables.rs"), "pub c: Option<super::types::C>,");
    schema.composites[0].attributes.push_back({"y", builtin("varchar"), ""});
    std::vector<std::string> warnings;
    has(file(schema, "tables.rs", {}, &warnings), "pub c: Option<String>,");
    REQUIRE(warnings.size() == 1);
    has(warnings[0], "app.c: sqlx does not read an attribute of it");
    // tokio-postgres asks the server for the attributes' types.
    has(file(schema, "tables.rs", {{"driver", {"tokio_postgres"}}}), "pub c: Option<super::types::C>,");
    CHECK_THROWS_AS(file(schema, "tables.rs", {{"driver", {"tokio_postgres"}}, {"numeric", {"bigdecimal"}}}),
                    Failure);
}
