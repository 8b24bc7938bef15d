#include "catch.hpp"

#include "core/kinds/materialized_view.hpp"
#include "core/kinds/policy.hpp"
#include "core/kinds/relation_options.hpp"
#include "core/kinds/rule.hpp"
#include "core/kinds/trigger.hpp"
#include "core/kinds/view.hpp"
#include "core/kinds/view_column.hpp"

using namespace flux;
using namespace flux::kinds;

namespace {

template <class T> Object object(Kind kind, const char* parent, const char* name, T attributes) {
    Object out;
    out.id = {.kind = kind, .schema = "public", .parent = parent, .name = name};
    out.attributes = Attributes(std::move(attributes));
    return out;
}

std::vector<std::string> texts(const Script& script) {
    std::vector<std::string> out;
    for (const Statement& statement : script.statements()) out.push_back(statement.sql);
    return out;
}

std::vector<std::string> created(const Object& object) {
    const Model model;
    Script script;
    ops(object).create({.object = object, .parts = {}, .model = model, .live = model, .without_default = {}}, script);
    return texts(script);
}

struct Altered {
    std::vector<std::string> statements;
    bool replace;
};

Altered altered(const Object& from, const Object& to) {
    const Model model;
    Script script;
    Changes changes(from.attributes.changes_to(to.attributes));
    ops(to).alter({from, to, model, model, changes, {}, {}}, script);
    return {texts(script), changes.left()};
}

using Texts = std::vector<std::string>;

Object a_view(std::string definition, std::vector<ViewShape> shape, std::vector<std::string> options = {}) {
    return object(Kind::view, "", "v", View{std::move(definition), std::move(options), std::move(shape)});
}

Object a_trigger(Trigger trigger) { return object(Kind::trigger, "t", "Tr", std::move(trigger)); }

const ViewShape kA{"a", "integer", ""}, kB{"b", "text", ""};

} // namespace

TEST_CASE("a view that only gains columns is replaced in place, with its options") {
    const auto from = a_view("SELECT 1 AS a", {kA}, {"security_barrier=true"});
    CHECK(created(from) == Texts{"CREATE VIEW public.v WITH (security_barrier=true) AS\nSELECT 1 AS a"});
    const auto grown = altered(from, a_view("SELECT 1 AS a, 'x' AS b", {kA, kB}, {"security_barrier=true"}));
    CHECK(grown.statements ==
          Texts{"CREATE OR REPLACE VIEW public.v WITH (security_barrier=true) AS\nSELECT 1 AS a, 'x' AS b"});
    CHECK_FALSE(grown.replace);
}

TEST_CASE("a view that loses, retypes or reorders columns gives way") {
    const auto from = a_view("q", {kA, kB});
    CHECK(altered(from, a_view("r", {kA})).replace);
    CHECK(altered(from, a_view("r", {kB, kA})).replace);
    CHECK(altered(from, a_view("q", {kA, {"b", "text", "pg_catalog.\"C\""}})).replace);
    CHECK(altered(from, a_view("r", {kA})).statements.empty());
}

TEST_CASE("options of a view are set and reset") {
    const auto result = altered(a_view("q", {kA}, {"check_option=local"}), a_view("q", {kA}, {"security_invoker=on"}));
    CHECK(result.statements == Texts{"ALTER VIEW public.v RESET (check_option)", "ALTER VIEW public.v SET (security_invoker='on')"});
    CHECK_FALSE(result.replace);
}

TEST_CASE("options are quoted where they need it") {
    CHECK(option_list({"fillfactor=70", "toast.autovacuum_enabled=false", "x=a'b", "buffering"}) ==
          "fillfactor=70, toast.autovacuum_enabled=false, x='a''b', buffering");
    CHECK(with_options({}).empty());
    CHECK(option_changes({"a=1", "b=2"}, {"a=1", "b=2"}).empty());
    CHECK(option_changes({"a=1", "b=2"}, {"b=3"}) == Texts{" RESET (a)", " SET (b=3)"});
}

TEST_CASE("another query makes another materialized view") {
    const auto from = object(Kind::materialized_view, "", "m", MaterializedView{.definition = "q", .options = {"fillfactor=50"}});
    CHECK(created(from) == Texts{"CREATE MATERIALIZED VIEW public.m WITH (fillfactor=50) AS\nq"});
    CHECK(altered(from, object(Kind::materialized_view, "", "m", MaterializedView{.definition = "r"})).replace);
    const auto moved = object(Kind::materialized_view, "", "m", MaterializedView{.definition = "q", .tablespace = "Fast", .populated = true});
    const auto result = altered(from, moved);
    CHECK(result.statements == Texts{"ALTER MATERIALIZED VIEW public.m RESET (fillfactor)",
                                     "ALTER MATERIALIZED VIEW public.m SET TABLESPACE \"Fast\""});
    CHECK_FALSE(result.replace);
    CHECK(altered(moved, from).statements.back() == "ALTER MATERIALIZED VIEW public.m SET TABLESPACE pg_default");
}

TEST_CASE("what hangs on the column of a view has statements of its own") {
    const auto plain = object(Kind::view_column, "v", "b", ViewColumn{.position = 2, .type = "text"});
    const auto with_default = object(Kind::view_column, "v", "b", ViewColumn{.position = 2, .type = "text", .default_value = "'x'::text"});
    CHECK(created(plain).empty());
    CHECK(created(with_default) == Texts{"ALTER VIEW public.v ALTER COLUMN b SET DEFAULT 'x'::text"});
    CHECK(altered(with_default, plain).statements == Texts{"ALTER VIEW public.v ALTER COLUMN b DROP DEFAULT"});
    const auto tuned = object(Kind::view_column, "m", "b",
                              ViewColumn{.statistics = 5, .storage = "MAIN", .options = {"n_distinct=4"}, .materialized = true, .type_storage = "EXTENDED"});
    const auto untuned = object(Kind::view_column, "m", "b", ViewColumn{.materialized = true, .type_storage = "EXTENDED"});
    const std::string start = "ALTER MATERIALIZED VIEW public.m ALTER COLUMN b";
    CHECK(created(tuned) == Texts{start + " SET STATISTICS 5", start + " SET STORAGE MAIN", start + " SET (n_distinct=4)"});
    CHECK(altered(tuned, untuned).statements ==
          Texts{start + " SET STATISTICS -1", start + " SET STORAGE EXTENDED", start + " RESET (n_distinct)"});
}

TEST_CASE("a default whose sequence goes is dropped first and set again") {
    const auto column = object(Kind::view_column, "v", "b", ViewColumn{.default_value = "nextval('public.s'::regclass)"});
    const Model model;
    Script script;
    Changes changes({});
    ops(column).alter({column, column, model, model, changes, {.default_value = true}, {}}, script);
    REQUIRE(script.statements().size() == 2);
    CHECK(script.statements()[0].effects.phase == Phase::release);
    CHECK(script.statements()[1].sql == "ALTER VIEW public.v ALTER COLUMN b SET DEFAULT nextval('public.s'::regclass)");
}

TEST_CASE("a trigger is replaced in place and keeps its state") {
    const auto from = a_trigger({.event = "BEFORE INSERT", .action = "FOR EACH ROW EXECUTE FUNCTION public.f()", .enabled = "always"});
    CHECK(created(from) == Texts{R"(CREATE TRIGGER "Tr" BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f())",
                                 R"(ALTER TABLE public.t ENABLE ALWAYS TRIGGER "Tr")"});
    auto to = a_trigger({.event = "AFTER INSERT", .action = "FOR EACH ROW EXECUTE FUNCTION public.f()", .enabled = "always"});
    CHECK(altered(from, to).statements ==
          Texts{R"(CREATE OR REPLACE TRIGGER "Tr" AFTER INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f())",
                R"(ALTER TABLE public.t ENABLE ALWAYS TRIGGER "Tr")"});
    to.attributes.as<Trigger>().enabled = "origin";
    CHECK(altered(from, to).statements.size() == 1);
    CHECK_FALSE(altered(from, to).replace);
    auto off = from;
    off.attributes.as<Trigger>().enabled = "disabled";
    CHECK(altered(from, off).statements == Texts{R"(ALTER TABLE public.t DISABLE TRIGGER "Tr")"});
}

TEST_CASE("a constraint trigger gives way to a new one") {
    const auto from = a_trigger({.event = "AFTER INSERT", .action = "x", .constraint = true});
    CHECK(created(from) == Texts{R"(CREATE CONSTRAINT TRIGGER "Tr" AFTER INSERT ON public.t x)"});
    CHECK(altered(from, a_trigger({.event = "AFTER INSERT", .action = "y", .constraint = true})).replace);
    CHECK(altered(from, a_trigger({.event = "AFTER INSERT", .action = "x"})).replace);
}

TEST_CASE("rules are replaced in place") {
    const auto from = object(Kind::rule, "t", "r", Rule{"INSERT", " DO NOTHING", "origin"});
    CHECK(created(from) == Texts{"CREATE RULE r AS ON INSERT TO public.t DO NOTHING"});
    const auto to = object(Kind::rule, "t", "r", Rule{"DELETE", " DO NOTHING", "replica"});
    CHECK(altered(from, to).statements == Texts{"CREATE OR REPLACE RULE r AS ON DELETE TO public.t DO NOTHING",
                                                "ALTER TABLE public.t ENABLE REPLICA RULE r"});
}

TEST_CASE("a policy is altered where ALTER POLICY can say it") {
    const auto from = object(Kind::policy, "t", "p", Policy{.permissive = false, .command = "UPDATE", .roles = {"\"R x\"", "a"}, .using_expression = "(a > 1)"});
    CHECK(created(from) == Texts{R"(CREATE POLICY p ON public.t AS RESTRICTIVE FOR UPDATE TO "R x", a USING ((a > 1)))"});
    auto to = from;
    to.attributes.as<Policy>().roles = {"PUBLIC"};
    to.attributes.as<Policy>().check = "true";
    CHECK(altered(from, to).statements == Texts{"ALTER POLICY p ON public.t TO PUBLIC WITH CHECK (true)"});
    CHECK(altered(to, from).replace);
    to = from;
    to.attributes.as<Policy>().command = "ALL";
    CHECK(altered(from, to).replace);
}

TEST_CASE("what the other kinds do not know is renamed by its own words") {
    const auto rename = [](const Object& from, std::string parent, std::string name) {
        Script script;
        ops(from).rename(from, {.kind = from.id.kind, .schema = "s2", .parent = std::move(parent), .name = std::move(name)}, script);
        return texts(script);
    };
    CHECK(rename(a_view("q", {}), "", "w") == Texts{"ALTER VIEW public.v RENAME TO w", "ALTER VIEW public.w SET SCHEMA s2"});
    CHECK(rename(a_trigger({}), "t2", "u") == Texts{R"(ALTER TRIGGER "Tr" ON s2.t2 RENAME TO u)"});
    CHECK(rename(object(Kind::policy, "t", "p", Policy{}), "t", "q") == Texts{"ALTER POLICY p ON s2.t RENAME TO q"});
    CHECK(rename(object(Kind::rule, "t", "p", Rule{}), "t", "q") == Texts{"ALTER RULE p ON s2.t RENAME TO q"});
    CHECK(rename(object(Kind::view_column, "v", "a", ViewColumn{}), "v", "b") == Texts{"ALTER VIEW s2.v RENAME COLUMN a TO b"});
}
