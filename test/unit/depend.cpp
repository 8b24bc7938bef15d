#include "catch.hpp"

#include "core/kinds/depend.hpp"
#include "core/kinds/schema.hpp"
#include "core/kinds/sequence.hpp"

using namespace flux;

namespace {

constexpr std::uint32_t kClass = 1259, kType = 1247, kAttrdef = 2604, kRewrite = 2618, kNamespace = 2615;

Model model() {
    std::vector<Object> objects(2);
    objects[0].id = {.kind = Kind::schema, .name = "a"};
    objects[0].address = {kNamespace, 20000, 0};
    objects[0].attributes = Attributes(kinds::Schema{});
    objects[1].id = {.kind = Kind::sequence, .schema = "a", .name = "s"};
    objects[1].address = {kClass, 20001, 0};
    objects[1].attributes = Attributes(kinds::Sequence{});
    return Model(std::move(objects));
}

} // namespace

TEST_CASE("rows of pg_depend become dependencies between objects") {
    const std::vector<kinds::DependRow> rows = {
        {{kClass, 20001, 0}, {kNamespace, 20000, 0}, 'n'},
        {{kClass, 20001, 0}, {kClass, 20001, 3}, 'a'},     // on itself
        {{kClass, 20001, 0}, {kClass, 30000, 0}, 'n'},     // on what is not in the model
    };
    const auto resolved = kinds::resolve(model(), rows);
    REQUIRE(resolved.dependencies == std::vector<Dependency>{{1, Facet::whole, 0}});
    CHECK(resolved.outside.empty());
}

TEST_CASE("implementation parts stand for what they belong to") {
    const std::vector<kinds::DependRow> rows = {
        {{kType, 20003, 0}, {kType, 20002, 0}, 'i'},  // array type of
        {{kType, 20002, 0}, {kClass, 20001, 0}, 'i'}, // the row type of the relation
        {{kRewrite, 20010, 0}, {kType, 20003, 0}, 'n'},
        {{kRewrite, 20010, 0}, {kClass, 20009, 0}, 'i'}, // rule of a view outside
        {{kAttrdef, 20020, 0}, {kClass, 20001, 2}, 'a'},
        {{kAttrdef, 20020, 0}, {kNamespace, 20000, 0}, 'n'},
    };
    const auto resolved = kinds::resolve(model(), rows);
    REQUIRE(resolved.dependencies == std::vector<Dependency>{{1, Facet::default_value, 0}});
    REQUIRE(resolved.outside.size() == 1);
    CHECK(resolved.outside[0].address == Address{kClass, 20009, 0});
    CHECK(resolved.outside[0].on == 1);
}

TEST_CASE("a circle of parts ends") {
    const std::vector<kinds::DependRow> rows = {
        {{kType, 5, 0}, {kType, 6, 0}, 'i'}, {{kType, 6, 0}, {kType, 5, 0}, 'i'}, {{kType, 5, 0}, {kClass, 20001, 0}, 'n'}};
    CHECK(kinds::resolve(model(), rows).dependencies.empty());
}
