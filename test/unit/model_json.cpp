#include "catch.hpp"

#include <nlohmann/json.hpp>

#include "core/facts/facts.hpp"
#include "core/kinds/sequence.hpp"
#include "core/kinds/view.hpp"
#include "core/kinds/view_column.hpp"
#include "core/model/json.hpp"

using namespace flux;

namespace {

Object column(const char* name, std::int64_t position) {
    Object out;
    out.id = {.kind = Kind::view_column, .schema = "s", .parent = "v", .name = name};
    out.attributes = Attributes(kinds::ViewColumn{.position = position, .type = "text"});
    return out;
}

Model model(std::int64_t first, std::int64_t second) {
    Object view;
    view.id = {.kind = Kind::view, .schema = "s", .name = "v"};
    view.owner = "me";
    view.comment = "two\nlines";
    view.privileges = Privileges{{"OWNER", "SELECT", false}};
    view.attributes = Attributes(kinds::View{.definition = "q"});
    Model out({view, column("a", first), column("b", second)});
    out.server_version = 150020;
    return out;
}

} // namespace

TEST_CASE("the model's JSON nests what belongs together, columns by position") {
    const auto json = nlohmann::json::parse(model_to_json(model(2, 1), Detail::all));
    CHECK(json["format"] == 1);
    CHECK(json["server_version_num"] == 150020);
    const auto& view = json["views"][0];
    CHECK(view["schema"] == "s");
    CHECK(view["owner"] == "me");
    CHECK(view["privileges"][0]["privilege"] == "SELECT");
    REQUIRE(view["columns"].size() == 2);
    CHECK(view["columns"][0]["name"] == "b");
    CHECK(view["columns"][0]["position"] == 1);
    CHECK_FALSE(view["columns"][0].contains("schema"));
    CHECK_FALSE(json.contains("columns"));
}

TEST_CASE("facts stand apart from the objects, and only where there are some") {
    CHECK_FALSE(nlohmann::json::parse(model_to_json(model(1, 2), Detail::all)).contains("facts"));
    facts::Facts facts;
    facts.relations.push_back({.schema = "s", .name = "v"});
    facts.relations[0].columns = {{.name = "a", .not_null = true, .source = facts::ColumnName{"s", "t", "x"}},
                                  {.name = "b", .nullable_because = "an outer join"}};
    const auto json = nlohmann::json::parse(model_to_json(model(1, 2), Detail::all, &facts));
    CHECK(json["views"].size() == 1);
    const auto& columns = json["facts"]["relations"][0]["columns"];
    CHECK(columns[0]["not_null"] == true);
    CHECK(columns[0]["nullable_because"].is_null());
    CHECK(columns[0]["source"]["column"] == "x");
    CHECK(columns[1]["nullable_because"] == "an outer join");
}

TEST_CASE("text is printed as it is, in any encoding") {
    JsonWriter out;
    out.begin_object();
    out.key("b");
    out.null();
    out.key("a");
    out.begin_array();
    out.value(std::int64_t{1});
    out.value(true);
    out.value("x\"\\\n\xe9");
    out.begin_object();
    out.end();
    out.end();
    out.end();
    CHECK(out.take() == "{\"b\":null,\"a\":[1,true,\"x\\\"\\\\\\u000a\xe9\",{}]}");
}
