// Functions, procedures and aggregates: their texts, and what CREATE OR REPLACE may change.
#include "catch.hpp"
#include "core/kinds/aggregate.hpp"
#include "core/kinds/function.hpp"
#include "core/kinds/procedure.hpp"
#include "core/text/quote.hpp"
#include "kinds_helpers.hpp"

using flux::Attributes;
using flux::Kind;
using flux::Object;
using flux::kinds::Argument;
using Texts = std::vector<std::string>;

namespace {

flux::kinds::Function plain() {
    flux::kinds::Function f;
    f.arguments = {{.mode = "in", .name = "a", .type = "integer", .default_value = {}},
                   {.mode = "in", .name = "b c", .type = "text", .default_value = "'x'::text"}};
    f.result = "integer";
    f.language = "plpgsql";
    f.body = "\nbegin\n    return 1;\nend\n";
    return f;
}

Object function_of(flux::kinds::Function f, const std::string& args = "integer, text") {
    return made::object(Kind::function, "f", Attributes(std::move(f)), args);
}

template <class Change>
flux::kinds::Function with(Change change) {
    flux::kinds::Function f = plain();
    change(f);
    return f;
}

template <class Change>
Texts change(Change change) {
    return made::altered(function_of(plain()), function_of(with(change))).sql;
}

bool is_replaced(const flux::kinds::Function& from, const flux::kinds::Function& to) {
    return !made::altered(function_of(from), function_of(to)).in_place;
}

} // namespace

TEST_CASE("a function reads as a person would write it", "[routines]") {
    CHECK(made::target(function_of(plain())) == "FUNCTION app.f(integer, text)");
    CHECK(made::created(function_of(plain())) ==
          Texts{"CREATE FUNCTION app.f(a integer, \"b c\" text DEFAULT 'x'::text)\n    RETURNS integer\n    "
                "LANGUAGE plpgsql\n"
                "    AS $$\nbegin\n    return 1;\nend\n$$"});
    auto f = plain();
    f.result = "TABLE(x integer, y text)";
    f.arguments.push_back({.mode = "table", .name = "x", .type = "integer", .default_value = {}});
    f.arguments.push_back({.mode = "table", .name = "y", .type = "text", .default_value = {}});
    f.volatility = "stable";
    f.parallel = "safe";
    f.strict = f.security_definer = f.leakproof = true;
    f.cost = "10";
    f.rows = "5";
    f.support = "app.sup";
    f.settings = {"search_path=app, \"$user\", \"a \"\"b\"", "work_mem=10MB"};
    f.transforms = {"app.hstore", "jsonb"};
    CHECK(made::created(function_of(f))[0] ==
          "CREATE FUNCTION app.f(a integer, \"b c\" text DEFAULT 'x'::text)\n    RETURNS TABLE(x integer, y "
          "text)\n"
          "    LANGUAGE plpgsql\n    TRANSFORM FOR TYPE app.hstore, FOR TYPE jsonb\n"
          "    STABLE LEAKPROOF STRICT SECURITY DEFINER PARALLEL SAFE COST 10 ROWS 5 SUPPORT app.sup\n"
          "    SET search_path TO 'app', '$user', 'a \"b'\n    SET work_mem TO '10MB'\n"
          "    AS $$\nbegin\n    return 1;\nend\n$$");
}

TEST_CASE("bodies of every language", "[routines]") {
    CHECK(made::created(function_of(with([](auto& f) {
              f.language = "c";
              f.library = "$libdir/x";
              f.body = "sym";
              f.cost = "1";
          })))[0]
              .ends_with("LANGUAGE c\n    AS '$libdir/x', 'sym'"));
    CHECK(made::created(function_of(with([](auto& f) { f.body = "x $$ y"; })))[0].ends_with(
        "AS $body$x $$ y$body$"));
    CHECK(made::created(function_of(with([](auto& f) {
              f.language = "sql";
              f.sql_body = "RETURN 1";
              f.body = "";
          })))[0]
              .ends_with("LANGUAGE sql\nRETURN 1"));
    CHECK(flux::dollar_quote("a$") == "$body$a$$body$");
    CHECK(flux::dollar_quote("$body$ $$") == "$body1$$body$ $$$body1$");
    CHECK(flux::dollar_quote("") == "$$$$");
}

TEST_CASE("CREATE OR REPLACE where it suffices", "[routines]") {
    CHECK(change([](auto& f) { f.body = "x"; })[0].starts_with("CREATE OR REPLACE FUNCTION app.f(a integer"));
    CHECK(change([](auto& f) { f.arguments[1].default_value = "'y'::text"; })[0].starts_with(
        "CREATE OR REPLACE"));
    CHECK(change([](auto& f) { f.language = "sql"; })[0].starts_with("CREATE OR REPLACE"));
    auto unnamed = plain();
    unnamed.arguments[0].name.reset();
    unnamed.arguments[1].default_value.reset();
    CHECK_FALSE(is_replaced(unnamed, plain()));
    CHECK(is_replaced(plain(), unnamed));
    CHECK(is_replaced(plain(), with([](auto& f) { f.arguments[0].name = "z"; })));
    CHECK(is_replaced(plain(), with([](auto& f) { f.arguments[1].default_value.reset(); })));
    CHECK(is_replaced(plain(), with([](auto& f) { f.result = "bigint"; })));
    CHECK(is_replaced(plain(), with([](auto& f) { f.window = true; })));
}

TEST_CASE("what is returned by arguments cannot be replaced", "[routines]") {
    const auto out = [](const std::string& name) {
        return with([&](auto& f) {
            f.result = "record";
            f.arguments.push_back({.mode = "out", .name = name, .type = "integer", .default_value = {}});
            f.arguments.push_back({.mode = "out", .name = "second", .type = "integer", .default_value = {}});
        });
    };
    CHECK(is_replaced(out("x"), out("y")));
    auto body = out("x");
    body.body = "other";
    CHECK_FALSE(is_replaced(out("x"), body));
}

TEST_CASE("ALTER FUNCTION where the definition stays", "[routines]") {
    CHECK(change([](auto& f) {
              f.volatility = "immutable";
              f.strict = true;
          }) == Texts{"ALTER FUNCTION app.f(integer, text) IMMUTABLE STRICT"});
    CHECK(change([](auto& f) { f.settings = {"search_path=\"\""}; }) ==
          Texts{"ALTER FUNCTION app.f(integer, text) SET search_path TO ''"});
    const auto from = with([](auto& f) { f.settings = {"work_mem=1MB", "x.y=1"}; });
    const auto to = with([](auto& f) { f.settings = {"work_mem=2MB"}; });
    CHECK(made::altered(function_of(from), function_of(to)).sql ==
          Texts{"ALTER FUNCTION app.f(integer, text) RESET \"x.y\" SET work_mem TO '2MB'"});
    const auto supported = with([](auto& f) { f.support = "app.s"; });
    CHECK(
        made::altered(function_of(supported), function_of(plain())).sql[0].starts_with("CREATE OR REPLACE"));
}

TEST_CASE("a procedure names its OUT arguments", "[routines]") {
    flux::kinds::Procedure p;
    p.arguments = {{.mode = "in", .name = "a", .type = "integer", .default_value = {}},
                   {.mode = "inout", .name = "b", .type = "text", .default_value = "'q'::text"}};
    p.language = "plpgsql";
    p.body = "begin end";
    p.security_definer = true;
    Object object = made::object(Kind::procedure, "p", Attributes(p), "integer, text");
    CHECK(made::target(object) == "PROCEDURE app.p(integer, text)");
    CHECK(made::created(object)[0] == "CREATE PROCEDURE app.p(a integer, INOUT b text DEFAULT 'q'::text)\n"
                                      "    LANGUAGE plpgsql\n    SECURITY DEFINER\n    AS $$begin end$$");
    p.security_definer = false;
    CHECK(made::altered(object, made::object(Kind::procedure, "p", Attributes(p), "integer, text")).sql ==
          Texts{"ALTER PROCEDURE app.p(integer, text) SECURITY INVOKER"});
    p.arguments[1] = {.mode = "out", .name = "b", .type = "text", .default_value = {}};
    object = made::object(Kind::procedure, "p", Attributes(p), "integer");
    CHECK(made::target(object) == "PROCEDURE app.p(IN integer, OUT text)");
}

TEST_CASE("aggregates of every form", "[routines]") {
    flux::kinds::Aggregate a;
    a.result = a.state = "bigint";
    a.transition = "int8inc";
    a.initial = "0";
    const auto object = [](const flux::kinds::Aggregate& value, const std::string& args) {
        return made::object(Kind::aggregate, "a", Attributes(value), args);
    };
    CHECK(made::target(object(a, "")) == "AGGREGATE app.a(*)");
    CHECK(made::created(object(a, "")) ==
          Texts{"CREATE AGGREGATE app.a(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0')"});
    auto other = a;
    other.initial = "1";
    CHECK(made::altered(object(a, ""), object(other, "")).sql ==
          Texts{"CREATE OR REPLACE AGGREGATE app.a(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '1')"});
    other.result = "text";
    CHECK_FALSE(made::altered(object(a, ""), object(other, "")).in_place);

    flux::kinds::Aggregate set;
    set.form = "ordered set";
    set.direct_arguments = 1;
    set.arguments = {{.mode = "in", .name = {}, .type = "double precision", .default_value = {}},
                     {.mode = "in", .name = "x", .type = "anyelement", .default_value = {}}};
    set.transition = "ordered_set_transition";
    set.state = "internal";
    set.final = "percentile_disc_final";
    set.final_extra = true;
    set.final_modify = "read_write";
    CHECK(made::target(object(set, "double precision, anyelement")) ==
          "AGGREGATE app.a(double precision ORDER BY anyelement)");
    CHECK(made::created(object(set, ""))[0] ==
          "CREATE AGGREGATE app.a(double precision ORDER BY x anyelement) (\n    SFUNC = "
          "ordered_set_transition,\n"
          "    STYPE = internal,\n    FINALFUNC = percentile_disc_final,\n    FINALFUNC_EXTRA\n)");
    set.form = "hypothetical set";
    set.arguments = {{.mode = "variadic", .name = {}, .type = "\"any\"", .default_value = {}}};
    CHECK(made::target(object(set, "\"any\"")) ==
          "AGGREGATE app.a(VARIADIC \"any\" ORDER BY VARIADIC \"any\")");
    set.sort_operator = "OPERATOR(pg_catalog.>)";
    set.parallel = "safe";
    CHECK(made::created(object(set, ""))[0].ends_with(
        "    SORTOP = OPERATOR(pg_catalog.>),\n    PARALLEL = SAFE,\n    HYPOTHETICAL\n)"));
}
