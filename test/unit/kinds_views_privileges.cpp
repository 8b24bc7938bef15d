#include "catch.hpp"

#include "core/kinds/default_privileges.hpp"
#include "core/kinds/sequence.hpp"
#include "core/kinds/view.hpp"
#include "core/kinds/view_column.hpp"
#include "core/plan/common.hpp"

using namespace flux;
using namespace flux::kinds;

namespace {

using Texts = std::vector<std::string>;

Texts texts(const Script& script) {
    Texts out;
    for (const Statement& statement : script.statements()) out.push_back(statement.sql);
    return out;
}

Object defaults(DefaultPrivileges d) {
    Object out;
    out.id = {.kind = Kind::default_privileges, .name = d.role + d.in_schema.value_or("") + d.objects};
    out.attributes = Attributes(std::move(d));
    return out;
}

Rows row(std::string objects, std::optional<std::string> schema, std::string actual, std::optional<std::string> initial) {
    Rows out;
    out.columns = {"role", "in_schema", "objects", "actual", "initial"};
    out.cells.push_back({"boss", std::move(schema), std::move(objects), std::move(actual), std::move(initial)});
    return out;
}

Object a_view(std::string owner, Privileges privileges) {
    Object out;
    out.id = {.kind = Kind::view, .schema = "public", .name = "v"};
    out.owner = std::move(owner);
    out.privileges = std::move(privileges);
    out.attributes = Attributes(View{});
    return out;
}

Texts common(const Object& from, const Object& to) {
    Script script;
    alter_common(from, to, script);
    return texts(script);
}

} // namespace

TEST_CASE("default privileges are what differs from the server's own") {
    const Rows rows = row("FUNCTIONS", std::nullopt, "{boss=X/boss,app=X*/boss}", "{=X/boss,boss=X/boss}");
    const Attributes attributes = ops(Kind::default_privileges).read(rows[0]);
    const auto& d = attributes.as<DefaultPrivileges>();
    REQUIRE(d.granted.size() == 1);
    CHECK(d.granted[0].grantee == "app");
    CHECK(d.granted[0].grantable);
    REQUIRE(d.revoked.size() == 1);
    CHECK(d.revoked[0].grantee == kPublic);
    Script script;
    const Object object = defaults(d);
    const Model model;
    ops(object).create({.object = object, .parts = {}, .model = model, .live = model, .without_default = {}}, script);
    CHECK(texts(script) == Texts{"ALTER DEFAULT PRIVILEGES FOR ROLE boss REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
                                 "ALTER DEFAULT PRIVILEGES FOR ROLE boss GRANT EXECUTE ON FUNCTIONS TO app WITH GRANT OPTION"});
    Script dropped;
    ops(object).drop(object, dropped);
    CHECK(texts(dropped) == Texts{"ALTER DEFAULT PRIVILEGES FOR ROLE boss REVOKE EXECUTE ON FUNCTIONS FROM app CASCADE",
                                  "ALTER DEFAULT PRIVILEGES FOR ROLE boss GRANT EXECUTE ON FUNCTIONS TO PUBLIC"});
}

TEST_CASE("default privileges of a schema are altered by their difference") {
    const Object from = defaults({.role = "boss", .in_schema = "S", .objects = "TABLES", .granted = {{"a", "SELECT", true}, {"b", "INSERT", false}}});
    const Object to = defaults({.role = "boss", .in_schema = "S", .objects = "TABLES", .granted = {{"a", "SELECT", false}, {"OWNER", "INSERT", true}}});
    const Model model;
    Script script;
    Changes changes(from.attributes.changes_to(to.attributes));
    ops(to).alter({from, to, model, model, changes, {}, {}}, script);
    const std::string start = "ALTER DEFAULT PRIVILEGES FOR ROLE boss IN SCHEMA \"S\" ";
    CHECK(texts(script) == Texts{start + "REVOKE INSERT ON TABLES FROM b", start + "REVOKE GRANT OPTION FOR SELECT ON TABLES FROM a CASCADE",
                                 start + "GRANT INSERT ON TABLES TO boss WITH GRANT OPTION"});
    CHECK_FALSE(changes.left());
}

TEST_CASE("what is created gets the default privileges of its creator and its schema") {
    std::vector<Object> objects;
    objects.push_back(defaults({.role = "boss", .objects = "FUNCTIONS", .revoked = {{"PUBLIC", "EXECUTE", false}}}));
    objects.push_back(defaults({.role = "boss", .in_schema = "s", .objects = "FUNCTIONS", .granted = {{"app", "EXECUTE", false}}}));
    Model live(std::move(objects));
    live.server_default_privileges['f'] = {{"OWNER", "EXECUTE", false}, {"PUBLIC", "EXECUTE", false}};
    CHECK(initial_privileges(live, 'f', "s", "boss") == Privileges{{"OWNER", "EXECUTE", false}, {"app", "EXECUTE", false}});
    CHECK(initial_privileges(live, 'f', "t", "boss") == Privileges{{"OWNER", "EXECUTE", false}});
    CHECK(initial_privileges(live, 'f', "s", "other").size() == 2);
    CHECK(initial_privileges(live, 'c', "s", "boss").empty());
}

TEST_CASE("owner first, then comment, then privileges as the new owner has them") {
    const Object from = a_view("a", {{"OWNER", "SELECT", false}, {"b", "SELECT", false}, {"c", "INSERT", false}});
    Object to = a_view("b", {{"OWNER", "SELECT", false}, {"PUBLIC", "SELECT", false}});
    to.comment = "it's";
    CHECK(common(from, to) == Texts{"ALTER VIEW public.v OWNER TO b", "COMMENT ON VIEW public.v IS 'it''s'",
                                    "REVOKE INSERT ON TABLE public.v FROM c", "GRANT SELECT ON TABLE public.v TO PUBLIC"});
    CHECK(common(to, to).empty());
    Object silent = to;
    silent.comment.reset();
    CHECK(common(to, silent) == Texts{"COMMENT ON VIEW public.v IS NULL"});
}

TEST_CASE("a column's privileges name the column") {
    Object from;
    from.id = {.kind = Kind::view_column, .schema = "public", .parent = "v", .name = "C"};
    from.privileges = Privileges{};
    from.attributes = Attributes(ViewColumn{});
    Object to = from;
    to.privileges = Privileges{{"app", "SELECT", false}, {"app", "UPDATE", false}};
    CHECK(common(from, to) == Texts{R"(GRANT SELECT ("C"), UPDATE ("C") ON TABLE public.v TO app)"});
}

TEST_CASE("an owned sequence follows its table") {
    Object from;
    from.id = {.kind = Kind::sequence, .schema = "public", .name = "s"};
    from.owner = "a";
    from.attributes = Attributes(Sequence{.owned_by = "public.t.c"});
    Object to = from;
    to.owner = "b";
    CHECK(common(from, to).empty());
    to.attributes.as<Sequence>().owned_by.reset();
    CHECK(common(from, to) == Texts{"ALTER SEQUENCE public.s OWNER TO b"});
}
