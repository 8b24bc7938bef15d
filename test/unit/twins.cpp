// What counts as one thing under another name, on models made by hand.
#include "catch.hpp"
#include "core/diff/twins.hpp"
#include "core/kinds/index.hpp"
#include "core/kinds/sequence.hpp"
#include "core/kinds/table.hpp"

namespace {

using flux::Identity;
using flux::Kind;
using flux::Model;
using flux::Object;

Object made(Kind kind, const std::string& parent, const std::string& name, flux::Attributes attributes) {
    Object out;
    out.id = {.kind = kind, .schema = "app", .parent = parent, .name = name, .args = ""};
    out.attributes = std::move(attributes);
    return out;
}

Object index_object(const std::string& table, const std::string& name, const std::string& definition) {
    flux::kinds::Index index;
    index.definition = definition;
    return made(Kind::index, table, name, flux::Attributes(index));
}

Object sequence_object(const std::string& name, std::optional<std::string> owned_by) {
    flux::kinds::Sequence sequence;
    sequence.owned_by = std::move(owned_by);
    return made(Kind::sequence, "", name, flux::Attributes(sequence));
}

Object table_object(const std::string& name) { return made(Kind::table, "", name, flux::Attributes(flux::kinds::Table())); }

std::vector<std::string> names(const Model& live, const Model& desired) {
    std::vector<std::string> out;
    for (const auto& [from, to] : flux::twins(live, desired)) out.push_back(from.name + " to " + to.name);
    return out;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("what is alike but for the name is renamed", "[twins]") {
    CHECK(names(Model({index_object("t", "a", "(x)")}), Model({index_object("t", "b", "(x)")})) == Names{"a to b"});
    CHECK(names(Model({index_object("t", "a", "(x)")}), Model({index_object("t", "b", "(y)")})).empty());
    CHECK(names(Model({index_object("t", "a", "(x)")}), Model({index_object("u", "b", "(x)")})).empty());
}

TEST_CASE("what both sides have is not renamed", "[twins]") {
    const Model live({index_object("t", "a", "(x)"), index_object("t", "b", "(x)")});
    CHECK(names(live, Model({index_object("t", "b", "(x)"), index_object("t", "c", "(x)")})) == Names{"a to c"});
    CHECK(names(live, Model({index_object("t", "b", "(x)")})).empty());
}

TEST_CASE("a sequence is that of its column", "[twins]") {
    CHECK(names(Model({sequence_object("old", "app.t.id")}), Model({sequence_object("fresh", "app.t.id")})) == Names{"old to fresh"});
    CHECK(names(Model({sequence_object("old", std::nullopt)}), Model({sequence_object("fresh", std::nullopt)})).empty());
}

TEST_CASE("a name must be free", "[twins]") {
    // A table of that name goes away, but only later.
    const Model live({index_object("t", "a", "(x)"), table_object("b")});
    CHECK(names(live, Model({index_object("t", "b", "(x)")})).empty());
}

TEST_CASE("parents come before children", "[twins]") {
    Model live({table_object("child"), table_object("parent"), index_object("child", "a", "(x)"), index_object("parent", "z", "(x)")});
    live.set_dependencies({{.from = live.position(*live.container("app", "child")), .facet = flux::Facet::late,
                            .on = live.position(*live.container("app", "parent"))}});
    const Model desired({index_object("child", "b", "(x)"), index_object("parent", "y", "(x)")});
    CHECK(names(live, desired) == Names{"z to y", "a to b"});
}
