#include "catch.hpp"

#include "core/kinds/connection_string.hpp"
#include "core/kinds/foreign_table.hpp"
#include "core/kinds/publication.hpp"
#include "core/kinds/server.hpp"
#include "core/kinds/statistics.hpp"
#include "core/kinds/subscription.hpp"
#include "core/kinds/user_mapping.hpp"
#include "core/plan/dump.hpp"
#include "core/source/secrets.hpp"
#include "core/text/secret.hpp"
#include "kinds_helpers.hpp"

using namespace flux;
using namespace flux::kinds;

namespace {

using Texts = std::vector<std::string>;

Object mapping(ForeignOptions options) {
    Object out;
    out.id = {.kind = Kind::user_mapping, .schema = "", .parent = "", .name = "Bob", .args = "far away"};
    mark_secrets(options);
    out.attributes = Attributes(UserMapping{.server = "far away", .options = std::move(options)});
    return out;
}

} // namespace

TEST_CASE("a secret is carried along and shown nowhere") {
    const Object from = mapping({{"user", {"u"}}, {"password", {"hush"}}});
    const Object to = mapping({{"user", {"u"}}, {"password", {"other"}}});
    CHECK(made::created(from) ==
          Texts{"CREATE USER MAPPING FOR \"Bob\" SERVER \"far away\" OPTIONS (\"user\" 'u', password :'password')"});
    const auto altered = made::altered(from, to);
    CHECK(altered.in_place);
    CHECK(altered.sql == Texts{"ALTER USER MAPPING FOR \"Bob\" SERVER \"far away\" OPTIONS (SET password :'password')"});
    CHECK(altered.script.statements()[0].secret_sql ==
          "ALTER USER MAPPING FOR \"Bob\" SERVER \"far away\" OPTIONS (SET password 'other')");
    for (const AttributeChange& change : from.attributes.changes_to(to.attributes)) {
        CHECK(change.from.find("hush") == std::string::npos);
        CHECK(change.to.find("other") == std::string::npos);
    }
    CHECK(dump(Model({from}), "me", Layout::flat)[0].sql.find("password") == std::string::npos);
}

TEST_CASE("a secret that a declaration does not speak of stays, in its place") {
    Object declared = mapping({{"user", {"u"}}, {"sslcert", {"c"}}});
    const Object live = mapping({{"user", {"u"}}, {"password", {"hush"}}, {"sslcert", {"c"}}});
    ops(Kind::user_mapping).keep_undeclared(declared, live);
    CHECK(declared.attributes == live.attributes);
}

TEST_CASE("options keep the order declared") {
    const ForeignOptions ab = {{"a", {"1"}}, {"b", {"2"}}}, ba = {{"b", {"2"}}, {"a", {"1"}}};
    CHECK(options_change(ab, {{"a", {"1"}}, {"b", {"3"}}, {"C", {"x'y"}}}, Secrets::told) ==
          " OPTIONS (SET b '3', ADD \"C\" 'x''y')");
    CHECK(options_change(ab, {{"b", {"2"}}}, Secrets::told) == " OPTIONS (DROP a)");
    CHECK(options_change(ab, ba, Secrets::told) == " OPTIONS (DROP a, DROP b, ADD b '2', ADD a '1')");
}

TEST_CASE("which options are secret") {
    for (const char* name : {"password", "PassFile", "sslpassword", "secret_access_key", "pwd"}) CHECK(is_secret_option(name));
    for (const char* name : {"host", "user", "password_required", "keepalives", "sslkey"}) CHECK_FALSE(is_secret_option(name));
}

TEST_CASE("a statement is quoted without its secrets") {
    CHECK(source::without_secrets("CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'u', \"password\" $$x$$)") ==
          "CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'u', \"password\" '********')");
    CHECK(source::without_secrets("CREATE SUBSCRIPTION s CONNECTION E'host=h' PUBLICATION p") ==
          "CREATE SUBSCRIPTION s CONNECTION '********' PUBLICATION p");
    CHECK(source::without_secrets("SELECT 'password'") == "SELECT 'password'");
}

TEST_CASE("a connection string is read and written") {
    const auto options = parse_connection_string(" host = h  password='a \\'b' user=u");
    REQUIRE(options.size() == 3);
    CHECK(options[1].value.text == "a 'b");
    CHECK(options[1].value.secret);
    CHECK(connection_string(options) == "host=h password='a \\'b' user=u");
    const auto uri = parse_connection_string("postgresql://me:p%20w@h:1/d?sslmode=require&sslpassword=x");
    CHECK(uri[0].value.text == "postgresql://me@h:1/d?sslmode=require");
    CHECK(connection_string(uri) == "postgresql://me@h:1/d?sslmode=require&password=p%20w&sslpassword=x");
}

TEST_CASE("a server is altered in place but for wrapper and type") {
    Object from;
    from.id = {.kind = Kind::server, .name = "S"};
    from.attributes = Attributes(Server{.wrapper = "w", .version = "1"});
    Object to = from;
    to.attributes = Attributes(Server{.wrapper = "w"});
    CHECK(made::altered(from, to).sql == Texts{"ALTER SERVER \"S\" VERSION NULL"});
    to.attributes = Attributes(Server{.wrapper = "v", .version = "1"});
    CHECK_FALSE(made::altered(from, to).in_place);
}

TEST_CASE("what a publication publishes no longer goes first, what is new comes last") {
    Object from;
    from.id = {.kind = Kind::publication, .name = "p"};
    from.attributes = Attributes(Publication{.tables = {{.name = "a.t"}, {.name = "a.u"}}, .schemas = {"X y"},
                                             .publish = {"insert", "update", "delete", "truncate"}});
    CHECK(made::created(from) == Texts{"CREATE PUBLICATION p FOR TABLE a.t, a.u, TABLES IN SCHEMA \"X y\""});
    Object to = from;
    to.attributes = Attributes(Publication{.tables = {{.name = "a.t", .columns = {"A b"}, .where = "(c > 1)"}, {.name = "a.u"}},
                                           .publish = {"insert"}, .via_root = true});
    const auto altered = made::altered(from, to);
    CHECK(altered.in_place);
    CHECK(altered.sql == Texts{"ALTER PUBLICATION p DROP TABLE a.t", "ALTER PUBLICATION p DROP TABLES IN SCHEMA \"X y\"",
                               "ALTER PUBLICATION p ADD TABLE a.t (\"A b\") WHERE ((c > 1))",
                               "ALTER PUBLICATION p SET (publish = 'insert', publish_via_partition_root = true)"});
    CHECK(altered.script.statements()[0].effects.phase == Phase::release);
    CHECK(altered.script.statements()[2].effects.phase == Phase::late);
}

TEST_CASE("a subscription is made without a connection and dropped without a word to the publisher") {
    Object sub;
    sub.id = {.kind = Kind::subscription, .name = "s"};
    sub.attributes = Attributes(Subscription{.options = parse_connection_string("host=h password=x"),
                                             .publications = {"a", "B"}, .slot_name = "s"});
    CHECK(made::created(sub) ==
          Texts{"CREATE SUBSCRIPTION s CONNECTION :'connection' PUBLICATION a, \"B\" WITH (connect = false)"});
    Script script;
    ops(sub).drop(sub, script);
    CHECK(made::texts(script) ==
          Texts{"ALTER SUBSCRIPTION s DISABLE", "ALTER SUBSCRIPTION s SET (slot_name = NONE)", "DROP SUBSCRIPTION s"});
}

TEST_CASE("statistics are altered in their target only") {
    const Object from = made::object(Kind::statistics, "S", Attributes(Statistics{"app.t", {"mcv"}, "a, b", {}}));
    const Object to = made::object(Kind::statistics, "S", Attributes(Statistics{"app.t", {"mcv"}, "a, b", 0}));
    CHECK(made::created(to) == Texts{"CREATE STATISTICS app.\"S\" (mcv) ON a, b FROM app.t",
                                     "ALTER STATISTICS app.\"S\" SET STATISTICS 0"});
    CHECK(made::altered(to, from).sql == Texts{"ALTER STATISTICS app.\"S\" SET STATISTICS -1"});
}
