// Names: words, cases, plurals, scopes, and the names of a whole schema.
#include "catch.hpp"
#include "config/options.hpp"
#include "names/plural.hpp"
#include "names/scope.hpp"
#include "names/type_names.hpp"
#include "names/words.hpp"
#include "targets/target.hpp"

using namespace flux::gen;

TEST_CASE("words and cases") {
    CHECK(words("HTTPServer_id") == std::vector<std::string>{"HTTP", "Server", "id"});
    CHECK(to_case("user_id", Case::camel) == "userId");
    CHECK(to_case("user_id", Case::pascal, {"id"}) == "UserID");
    CHECK(to_case("MixedCase name", Case::snake) == "mixed_case_name");
    CHECK(to_case("very happy", Case::upper_snake) == "VERY_HAPPY");
    CHECK(to_case("v1_2", Case::pascal) == "V1_2");
    CHECK(to_case("\xC3\xBCn\xC3\xAF", Case::pascal) == "\xC3\xBCn\xC3\xAF");
    CHECK(to_case("emoji \xF0\x9F\x99\x82", Case::snake) == "emoji_u1f642");
    CHECK(to_case("$$", Case::snake).empty());
    CHECK(is_identifier("\xE6\x97\xA5\xE6\x9C\xAC"));
    CHECK_FALSE(is_ascii_identifier("\xE6\x97\xA5\xE6\x9C\xAC"));
    CHECK_FALSE(is_identifier("1st"));
    CHECK_FALSE(is_identifier(""));
    CHECK(to_identifier("1 st") == "_1_st");
}

TEST_CASE("singulars") {
    const std::pair<const char*, const char*> known[] = {
        {"users", "user"},         {"categories", "category"}, {"user_addresses", "user_address"},
        {"status", "status"},      {"boxes", "box"},           {"people", "person"},
        {"Children", "Child"},     {"houses", "house"},        {"news", "news"},
        {"UserPosts", "UserPost"}, {"series", "series"},       {"matches", "match"},
        {"process", "process"},    {"class", "class"},         {"purchases", "purchase"}};
    for (const auto& [many, one] : known) CHECK(singular(many) == one);
}

TEST_CASE("a scope gives each name once, with what is derived from it") {
    Scope scope({"class"});
    CHECK(scope.take({"class", "Klass"}) == "Klass");
    CHECK(scope.take({"User"}, {"Insert"}) == "User");
    CHECK(scope.take({"UserInsert", "UserInsert_"}) == "UserInsert_");
    CHECK(scope.take({"User"}) == "User2");
}

namespace {

Schema with_tables(const std::vector<QName>& names) {
    Schema schema;
    for (const QName& name : names) {
        Relation relation;
        relation.name = name;
        schema.relations.push_back(relation);
    }
    return schema;
}

} // namespace

TEST_CASE("a name depends on nothing but what it collides with") {
    const Settings settings(naming_options() + selection_options());
    const NamingRules rules{Case::pascal, {}, {"Date"}, {"Insert"}};
    const TypeNames few(with_tables({{"app", "users"}}), settings, rules);
    const TypeNames many(with_tables({{"app", "orders"},
                                      {"app", "user"},
                                      {"app", "user_insert"},
                                      {"app", "users"},
                                      {"audit", "users"},
                                      {"public", "date"}}),
                         settings, rules);
    CHECK(few.of(QName{"app", "users"}) == "User");
    CHECK(many.of(QName{"app", "orders"}) == "Order");
    CHECK(many.of(QName{"app", "user"}) == "User"); // it is called so; users gives way
    CHECK(many.of(QName{"app", "users"}) == "Users");
    CHECK(many.of(QName{"audit", "users"}) == "AuditUser");
    CHECK(many.of(QName{"app", "user_insert"}) == "AppUserInsert");
    CHECK(many.of(QName{"public", "date"}) == "PublicDate");
}

TEST_CASE("field names are each different") {
    CHECK(field_names({"a-b", "a_b", "x"}, {"a_b", "a_b", "x"}, {"x"}) ==
          std::vector<std::string>{"a_b_", "a_b", "x_"});
}

TEST_CASE("the nearest name") {
    CHECK(did_you_mean("nul_style", {"null_style", "enum_style"}) == "; did you mean \"null_style\"?");
    CHECK(did_you_mean("zzzzzzzz", {"null_style"}).empty());
}
