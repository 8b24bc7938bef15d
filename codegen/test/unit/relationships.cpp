// Names of what foreign keys link.
#include "catch.hpp"
#include "names/relationships.hpp"

using namespace flux::gen;

namespace {

Relation table(const std::string& name, const std::vector<std::string>& columns) {
    Relation out;
    out.name = {"a", name};
    for (const std::string& column : columns) {
        out.columns.emplace_back();
        out.columns.back().name = column;
    }
    return out;
}

void refer(Relation& from, const std::vector<std::string>& columns, const std::string& to, bool unique = false) {
    from.foreign_keys.push_back({"key_" + columns[0], columns, {"a", to}, {"id"}, "", unique});
}

std::vector<std::string> names(const std::vector<Relationship>& all) {
    std::vector<std::string> out;
    for (const Relationship& each : all) out.push_back(each.name + (each.many ? "[]" : "") + " " + each.back);
    return out;
}

} // namespace

TEST_CASE("relationships") {
    Schema schema;
    Relation posts = table("posts", {"id", "author_id", "editor_id", "parent_id", "topic", "user"});
    refer(posts, {"author_id"}, "users");
    refer(posts, {"editor_id"}, "users");
    refer(posts, {"parent_id"}, "posts");
    refer(posts, {"topic"}, "topics");
    refer(posts, {"id"}, "not_there");
    Relation profiles = table("profiles", {"user_id"});
    refer(profiles, {"user_id"}, "users", true);
    schema.relations = {posts, profiles, table("topics", {"id"}), table("users", {"id", "profile"})};
    Members members(4);
    for (std::size_t i = 0; i < 4; ++i) {
        members[i].emplace();
        for (const Column& column : schema.relations[i].columns) members[i]->insert(column.name);
    }
    const auto all = relationships(schema, {}, members);
    // A column is called topic already.
    CHECK(names(all[0]) == std::vector<std::string>{"author author_posts", "editor editor_posts", "parent parent_posts",
                                                    "topic_topic posts", "parent_posts[] parent"});
    CHECK(names(all[1]) == std::vector<std::string>{"user user_profile"});
    CHECK(names(all[2]) == std::vector<std::string>{"posts[] topic_topic"});
    CHECK(names(all[3]) == std::vector<std::string>{"author_posts[] author", "editor_posts[] editor", "user_profile user"});
    const auto kept = relationships(schema, {Case::camel, false}, members);
    CHECK(kept[0][0].name == "authorIdUser");
    CHECK(kept[0][2].name == "parentIdPost");
    members[3].reset();
    CHECK(relationships(schema, {}, members)[0].size() == 3);
}
