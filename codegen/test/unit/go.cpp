// What the Go target makes of names, comments and types, without a compiler.
#include "catch.hpp"
#include "failure.hpp"
#include "targets/generate.hpp"
#include "targets/go/code.hpp"
#include "targets/go/types.hpp"

using namespace flux::gen;

namespace {

Column column(const std::string& name, const std::string& type, bool not_null = false) {
    Column out;
    out.name = name;
    out.type = TypeRef{{"pg_catalog", type}, false, {}};
    out.not_null = out.required = not_null;
    return out;
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

std::string file(const Schema& schema, const std::string& path, const Chosen& chosen = {}) {
    Settings settings(target("go").options);
    for (const auto& [option, value] : chosen) settings.set(option, value, "test");
    std::vector<std::string> warnings;
    for (const File& file : generate(target("go"), settings, schema, "{}", {}, warnings))
        if (file.path == path) return file.body;
    return {};
}

void has(const std::string& text, const std::string& part) {
    INFO(part << " in " << text);
    CHECK(text.find(part) != std::string::npos);
}

} // namespace

TEST_CASE("go: what other packages see begins with a capital") {
    CHECK(go::exported("\xC3\xBCn\xC3\xAF") == "\xC3\x9Cn\xC3\xAF");
    CHECK(go::exported("\xE6\x97\xA5\xE6\x9C\xAC") == "X\xE6\x97\xA5\xE6\x9C\xAC");
    CHECK(go::exported("\xD0\xB6\xD1\x83\xD0\xBA") == "\xD0\x96\xD1\x83\xD0\xBA");
    CHECK(go::exported("\xC3\xB7x") == "X\xC3\xB7x"); // a sign has no capital
    CHECK(go::exported("_x") == "X_x");
}

TEST_CASE("go: comments that gofmt leaves alone") {
    CHECK(go::comment("One.\r\n\n\n    code\n``quoted''\n", "\t") ==
          "\t// One.\n\t//\n\t// code\n\t// \xE2\x80\x9Cquoted\xE2\x80\x9D\n");
    CHECK(go::comment("[x]: y\n# head", "") == "// [x] : y\n// \\# head\n");
    CHECK(go::comment("a\xE2\x80\xAE"
                      "b\x01",
                      "") == "// ab\n"); // reads as it runs
    CHECK(go::comment(" \n ", "").empty());
}

TEST_CASE("go: literals and tags") {
    CHECK(go::literal("plain") == "\"plain\"");
    CHECK(go::literal("say \"hi\"") == "`say \"hi\"`");
    CHECK(go::literal("`\"\n") == "\"`\\\"\\n\"");
    const std::string rows = file(with({"app", "odd"}, {column("quo\"te`", "text"),
                                                        column("a-b", "int4", true), column("a_b", "text")}),
                                  "tables.go");
    has(rows, R"("db:\"quo\\\"te`\" json:\"QuoTe\"")");
    has(rows, "AB    int32   `db:\"a-b\" json:\"a-b\"`");
    has(rows, "AB_   *string `db:\"a_b\" json:\"a_b\"`");
}

TEST_CASE("go: types of both drivers, and of each null style") {
    const Schema schema =
        with({"app", "t"}, {column("n", "int4"), column("at", "timestamptz"), column("u", "uuid"),
                            column("d", "jsonb"), column("r", "int4range")});
    const std::string pgx = file(schema, "tables.go");
    has(pgx, "N  *int32                    `");
    has(pgx, "At *time.Time");
    has(pgx, "U  pgtype.UUID");
    has(pgx, "D  json.RawMessage"); // nil is NULL: no pointer to a slice
    has(pgx, "R  pgtype.Range[pgtype.Int4]");
    const std::string types =
        file(schema, "tables.go", {{"nulls", {"pgtype"}}, {"time", {"pgtype"}}, {"uuid", {"google"}}});
    has(types, "N  pgtype.Int4");
    has(types, "At pgtype.Timestamptz");
    has(types, "U  *uuid.UUID");
    const std::string plain =
        file(schema, "tables.go", {{"driver", {"database_sql"}}, {"nulls", {"sql_null"}}});
    has(plain, "N  sql.Null[int32]");
    has(plain, "D  JSON");
    has(plain, "R  sql.Null[Range[int32]]");
    CHECK(plain.find("pgx") == std::string::npos);
    CHECK_THROWS_AS(file(schema, "tables.go", {{"driver", {"database_sql"}}, {"time", {"pgtype"}}}), Failure);
    CHECK_THROWS_AS(file(schema, "tables.go", {{"package", {"range"}}}), Failure);
}

TEST_CASE("go: two schemas' types of one name, and overloads") {
    Schema schema = with({"app", "users"}, {column("id", "int4", true)});
    schema.relations.push_back(with({"audit", "users"}, {column("id", "int4", true)}).relations[0]);
    for (const char* signature : {"integer", "text"}) {
        Routine routine;
        routine.name = {"app", "find"};
        routine.signature = signature;
        routine.parameters = {{"in", "", TypeRef{{"pg_catalog", "int4"}, false, {}}, false, false},
                              {"out", "", TypeRef{{"pg_catalog", "int4"}, false, {}}, false, false},
                              {"out", "", TypeRef{{"pg_catalog", "text"}, false, {}}, false, false}};
        routine.result = TypeRef{{"pg_catalog", "record"}, false, {}};
        schema.routines.push_back(routine);
    }
    const std::string tables = file(schema, "tables.go"), routines = file(schema, "routines.go");
    has(tables, "type User struct");
    has(tables, "type Users struct"); // the names of all targets: first the plural, then the schema
    has(routines, "type FindIntegerArgs struct");
    has(routines, "type FindTextArgs struct");
    has(routines, "Column1 *int32  `db:\"column1\""); // unnamed results are each called differently
    has(routines, "Column2 *string `db:\"column2\"");
}

TEST_CASE("go: constants that would be called as a type or each other") {
    Schema schema = with({"app", "mood_sad"}, {column("id", "int4")});
    Enum mood;
    mood.name = {"app", "mood"};
    mood.labels = {"sad", "a-b", "a_b", "", "1", "!"};
    schema.enums.push_back(mood);
    const std::string enums = file(schema, "enums.go");
    for (const char* line :
         {"MoodSad_   Mood = \"sad\"", "MoodAB     Mood = \"a-b\"", "MoodAB_    Mood = \"a_b\"",
          "MoodEmpty  Mood = \"\"", "Mood1      Mood = \"1\"", "MoodSymbol"})
        has(enums, line);
}
