// Enums, composite and range types, domains: what their rooms write, and when they leave a change to the
// planner.
#include "catch.hpp"
#include "core/kinds/composite_type.hpp"
#include "core/kinds/domain.hpp"
#include "core/kinds/domain_constraint.hpp"
#include "core/kinds/enum_type.hpp"
#include "core/kinds/extension.hpp"
#include "core/kinds/function.hpp"
#include "core/kinds/range_type.hpp"
#include "core/kinds/sequence.hpp"
#include "core/kinds/type_aside.hpp"
#include "kinds_helpers.hpp"

using flux::Attributes;
using flux::Facet;
using flux::Kind;
using flux::Model;
using flux::Object;
using Texts = std::vector<std::string>;

namespace {

Object enum_of(Texts labels) {
    return made::object(Kind::enum_type, "mood", Attributes(flux::kinds::EnumType{std::move(labels)}));
}

Object composite(std::vector<flux::kinds::CompositeAttribute> attributes) {
    return made::object(Kind::composite_type, "point",
                        Attributes(flux::kinds::CompositeType{std::move(attributes)}));
}

Object domain_of(flux::kinds::Domain domain) {
    return made::object(Kind::domain, "code", Attributes(std::move(domain)));
}

Object constraint_of(const std::string& name, const std::string& expression, bool valid = true) {
    Object out =
        made::object(Kind::domain_constraint, name,
                     Attributes(flux::kinds::DomainConstraint{.expression = expression, .valid = valid}));
    out.id.parent = "code";
    return out;
}

Object function_with(const std::string& default_value, const std::string& body) {
    flux::kinds::Function f;
    f.arguments = {{.mode = "in", .name = "a", .type = "app.mood", .default_value = default_value}};
    f.result = "void";
    f.language = "plpgsql";
    f.body = body;
    return made::object(Kind::function, "f", Attributes(f), "app.mood");
}

} // namespace

TEST_CASE("an enum is created on one line or a label a line", "[types]") {
    CHECK(made::created(enum_of({"sad", "it's ok"})) ==
          Texts{"CREATE TYPE app.mood AS ENUM ('sad', 'it''s ok')"});
    CHECK(made::created(enum_of({})) == Texts{"CREATE TYPE app.mood AS ENUM ()"});
    CHECK(made::created(enum_of({std::string(50, 'a'), std::string(50, 'b')}))[0] ==
          "CREATE TYPE app.mood AS ENUM (\n    '" + std::string(50, 'a') + "',\n    '" +
              std::string(50, 'b') + "'\n)");
}

TEST_CASE("labels are added where they stand", "[types]") {
    CHECK(made::altered(enum_of({"b", "d"}), enum_of({"a", "a2", "b", "c", "d", "e", "f"})).sql ==
          Texts{"ALTER TYPE app.mood ADD VALUE 'a' BEFORE 'b'",
                "ALTER TYPE app.mood ADD VALUE 'a2' AFTER 'a'", "ALTER TYPE app.mood ADD VALUE 'c' AFTER 'b'",
                "ALTER TYPE app.mood ADD VALUE 'e'", "ALTER TYPE app.mood ADD VALUE 'f'"});
    CHECK(made::altered(enum_of({}), enum_of({"a"})).sql == Texts{"ALTER TYPE app.mood ADD VALUE 'a'"});
    CHECK_FALSE(made::altered(enum_of({"a", "b"}), enum_of({"b", "a"})).in_place);
    CHECK_FALSE(made::altered(enum_of({"a", "b"}), enum_of({"a"})).in_place);
}

TEST_CASE("a label that the same plan uses needs a new type", "[types]") {
    const Object before = enum_of({"a"}), after = enum_of({"a", "b"});
    const auto plan = [&](const Object& old_user, const Object& new_user) {
        Model live({before, old_user}), desired({after, new_user});
        for (Model* model : {&live, &desired})
            model->set_dependencies({{.from = 1, .facet = Facet::whole, .on = 0}});
        return made::altered(live, desired, after.id).in_place;
    };
    const Object quiet = function_with("'a'::app.mood", "begin end"),
                 uses = function_with("'b'::app.mood", "begin end");
    CHECK(plan(quiet, quiet));
    CHECK_FALSE(plan(quiet, uses));
    CHECK(plan(uses, uses));
    CHECK(plan(quiet, function_with("'a'::app.mood", "begin return 'b'; end")));
}

TEST_CASE("an enum that gives way loses the labels that are gone", "[types]") {
    flux::Script kept, lost;
    flux::kinds::enum_type.set_aside(enum_of({"a", "b"}), enum_of({"b", "a"}), kept);
    flux::kinds::enum_type.set_aside(enum_of({"a", "b"}), enum_of({"b"}), lost);
    REQUIRE(kept.statements().size() == 2);
    CHECK(kept.statements()[0].effects.hazards.empty());
    CHECK(lost.statements()[0].effects.hazards == std::vector{flux::Hazard::data_loss});
    CHECK(kept.statements()[0].effects.phase == flux::Phase::release);
    CHECK(kept.statements()[1].effects.phase == flux::Phase::cleanup);
    CHECK(kept.statements()[1].sql.starts_with("DROP TYPE app.mood_old_"));
}

TEST_CASE("names out of the way fit and differ", "[types]") {
    const auto aside = [](const std::string& schema, const std::string& name) {
        return flux::kinds::aside_name(
            {.kind = Kind::enum_type, .schema = schema, .parent = "", .name = name, .args = ""});
    };
    std::string wide;
    for (int i = 0; i < 31; ++i) wide += "ü";
    CHECK(aside("a", "t").size() == 14);
    CHECK(aside("a", "t") != aside("b", "t"));
    CHECK(aside("a", wide).size() <= 63);
    CHECK(aside("a", wide).starts_with("üü"));
    CHECK(aside("a", wide).find("ü_old_") != std::string::npos);
}

TEST_CASE("a composite type is altered by attributes", "[types]") {
    using A = flux::kinds::CompositeAttribute;
    const A x = {"x", "integer", {}, {}}, y = {"y", "text", "pg_catalog.\"C\"", "the y"},
            z = {"z", "numeric(10,2)", {}, {}};
    CHECK(made::created(composite({x, y})) ==
          Texts{"CREATE TYPE app.point AS (x integer, y text COLLATE pg_catalog.\"C\")",
                "COMMENT ON COLUMN app.point.y IS 'the y'"});
    CHECK(made::altered(composite({x, y}), composite({x, z})).sql ==
          Texts{"ALTER TYPE app.point\n    DROP ATTRIBUTE y,\n    ADD ATTRIBUTE z numeric(10,2)"});
    CHECK(made::altered(composite({x}), composite({{"x", "bigint", {}, {}}})).sql ==
          Texts{"ALTER TYPE app.point ALTER ATTRIBUTE x TYPE bigint"});
    CHECK(made::altered(composite({x, y}), composite({x, {"y", "text", "pg_catalog.\"C\"", {}}})).sql ==
          Texts{"COMMENT ON COLUMN app.point.y IS NULL"});
    CHECK_FALSE(made::altered(composite({x, z}), composite({z, x})).in_place);
    CHECK_FALSE(made::altered(composite({x, z}), composite({x, y, z})).in_place);
    CHECK(made::altered(composite({}), composite({x})).in_place);
}

TEST_CASE("a composite type that is stored changes no types", "[types]") {
    const Object domain = domain_of({.type = "app.point"});
    const Object index = made::object(Kind::index, "i", Attributes(flux::kinds::EnumType{}));
    const auto models = [&](const std::string& type) {
        Model model({composite({{"x", type, {}, {}}}), domain, index});
        model.set_dependencies(
            {{.from = 1, .facet = Facet::whole, .on = 0}, {.from = 2, .facet = Facet::whole, .on = 1}});
        return model;
    };
    CHECK_FALSE(made::altered(models("integer"), models("bigint"), composite({}).id).in_place);
}

TEST_CASE("a range type says what is not assumed, and keeps its names clear of its successor", "[types]") {
    const auto range = [](flux::kinds::RangeType r) {
        return made::object(Kind::range_type, "floatrange", Attributes(r));
    };
    const Object plain = range(
        {.subtype = "double precision", .multirange_schema = "app", .multirange_name = "floatmultirange"});
    CHECK(made::created(plain) == Texts{"CREATE TYPE app.floatrange AS RANGE (SUBTYPE = double precision)"});
    CHECK(made::created(range({.subtype = "text",
                               .collation = "pg_catalog.\"C\"",
                               .multirange_schema = "app",
                               .multirange_name = "m"}))[0] ==
          "CREATE TYPE app.floatrange AS RANGE (\n    SUBTYPE = text,\n    COLLATION = pg_catalog.\"C\",\n"
          "    MULTIRANGE_TYPE_NAME = app.m\n)");
    flux::Script script;
    flux::kinds::range_type.set_aside(plain, plain, script);
    const Texts sql = made::texts(script);
    REQUIRE(sql.size() == 8);
    CHECK(sql[0].starts_with("ALTER FUNCTION app.floatmultirange() RENAME TO floatmultirange_old_"));
    CHECK(sql[3].starts_with("ALTER TYPE app.floatmultirange RENAME TO floatmultirange_old_"));
    CHECK(sql[7].starts_with("DROP TYPE app.floatrange_old_"));
}

TEST_CASE("a domain carries its constraints", "[types]") {
    const Object check = constraint_of("short", "(length(VALUE) < 4)"),
                 late = constraint_of("odd", "VALUE ~ 'x'", false);
    const Object domain = domain_of(
        {.type = "text", .collation = "pg_catalog.\"C\"", .default_value = "'x'::text", .not_null = true});
    CHECK(made::created(domain, {&check, &late}) ==
          Texts{"CREATE DOMAIN app.code AS text\n    COLLATE pg_catalog.\"C\"\n    DEFAULT 'x'::text\n    "
                "NOT NULL\n"
                "    CONSTRAINT short CHECK ((length(VALUE) < 4))",
                "ALTER DOMAIN app.code ADD CONSTRAINT odd CHECK (VALUE ~ 'x') NOT VALID"});
    CHECK(made::target(check) == "CONSTRAINT short ON DOMAIN app.code");
    const auto validated = made::altered(late, constraint_of("odd", "VALUE ~ 'x'"));
    CHECK(validated.sql == Texts{"ALTER DOMAIN app.code VALIDATE CONSTRAINT odd"});
    CHECK(validated.script.statements()[0].op == flux::Op::validate);
    CHECK_FALSE(made::altered(constraint_of("odd", "a"), constraint_of("odd", "b")).in_place);
    CHECK_FALSE(made::altered(check, constraint_of("short", "(length(VALUE) < 4)", false)).in_place);
}

TEST_CASE("a domain is altered in place but for its type", "[types]") {
    CHECK(made::altered(domain_of({.type = "text"}),
                        domain_of({.type = "text", .default_value = "''", .not_null = true}))
              .sql == Texts{"ALTER DOMAIN app.code SET DEFAULT ''", "ALTER DOMAIN app.code SET NOT NULL"});
    CHECK(made::altered(domain_of({.type = "text", .default_value = "''", .not_null = true}),
                        domain_of({.type = "text"}))
              .sql == Texts{"ALTER DOMAIN app.code DROP DEFAULT", "ALTER DOMAIN app.code DROP NOT NULL"});
    CHECK(made::altered(domain_of({.type = "text", .not_null = true, .not_null_name = "a"}),
                        domain_of({.type = "text", .not_null = true}))
              .sql == Texts{"ALTER DOMAIN app.code RENAME CONSTRAINT a TO code_not_null"});
    const Object same = domain_of({.type = "text", .default_value = "app.f()"});
    CHECK(made::altered(same, same, {.default_value = true}).sql ==
          Texts{"ALTER DOMAIN app.code DROP DEFAULT", "ALTER DOMAIN app.code SET DEFAULT app.f()"});
    CHECK_FALSE(made::altered(domain_of({.type = "text"}), domain_of({.type = "integer"})).in_place);
}

TEST_CASE("an extension says its version where it is not the default", "[types]") {
    const auto extension = [](const std::string& schema, const std::string& version, bool usual) {
        Object out = made::object(Kind::extension, "hstore",
                                  Attributes(flux::kinds::Extension{schema, version, usual}));
        out.id.schema.clear();
        return out;
    };
    CHECK(made::created(extension("public", "1.8", true)) == Texts{"CREATE EXTENSION hstore SCHEMA public"});
    CHECK(made::created(extension("Ext", "1.7", false)) ==
          Texts{"CREATE EXTENSION hstore SCHEMA \"Ext\" VERSION '1.7'"});
    CHECK(made::altered(extension("a", "1.7", false), extension("b", "1.8", true)).sql ==
          Texts{"ALTER EXTENSION hstore SET SCHEMA b", "ALTER EXTENSION hstore UPDATE TO '1.8'"});
}

TEST_CASE("a sequence says what its type does not", "[types]") {
    const auto sequence = [](flux::kinds::Sequence s) {
        return made::object(Kind::sequence, "s", Attributes(s));
    };
    const std::int64_t big = 9223372036854775807;
    CHECK(made::created(sequence({.maximum = big})) == Texts{"CREATE SEQUENCE app.s"});
    CHECK(made::created(sequence({.type = "smallint",
                                  .start = -1,
                                  .increment = -2,
                                  .minimum = -32768,
                                  .maximum = -1,
                                  .cycle = true})) ==
          Texts{"CREATE SEQUENCE app.s AS smallint INCREMENT BY -2 CYCLE"});
    CHECK(made::created(sequence({.start = 5, .minimum = 2, .maximum = 10, .cache = 3})) ==
          Texts{"CREATE SEQUENCE app.s MINVALUE 2 MAXVALUE 10 START WITH 5 CACHE 3"});
    CHECK(
        made::altered(sequence({.type = "integer", .maximum = 2147483647}), sequence({.maximum = big})).sql ==
        Texts{"ALTER SEQUENCE app.s AS bigint"});
    CHECK(
        made::altered(sequence({.type = "integer", .maximum = 2147483647}), sequence({.maximum = 2147483647}))
            .sql == Texts{"ALTER SEQUENCE app.s AS bigint MAXVALUE 2147483647"});
    CHECK(made::altered(sequence({.maximum = 10}), sequence({.maximum = 10, .owned_by = "app.t.c"})).sql ==
          Texts{"ALTER SEQUENCE app.s OWNED BY app.t.c"});
    const Object owned = sequence({.maximum = 10, .owned_by = "app.t.c"});
    CHECK(made::altered(owned, owned, {.link = true}).sql ==
          Texts{"ALTER SEQUENCE app.s OWNED BY NONE", "ALTER SEQUENCE app.s OWNED BY app.t.c"});
}
