// Collations, text search, operators with their families and classes, casts, base types: what their rooms write, and
// when they leave a change to the planner.
#include "catch.hpp"
#include "core/kinds/base_type.hpp"
#include "core/kinds/cast.hpp"
#include "core/kinds/collation.hpp"
#include "core/kinds/conversion.hpp"
#include "core/kinds/operator.hpp"
#include "core/kinds/operator_class.hpp"
#include "core/kinds/operator_family.hpp"
#include "core/kinds/text_search_configuration.hpp"
#include "core/kinds/text_search_dictionary.hpp"
#include "core/kinds/text_search_parser.hpp"
#include "core/kinds/transform.hpp"
#include "kinds_helpers.hpp"

using flux::Attributes;
using flux::Kind;
using flux::Model;
using flux::Object;
using namespace flux::kinds;
using Texts = std::vector<std::string>;

namespace {

Object configuration(std::vector<TokenMapping> mappings, const std::string& parser = "pg_catalog.\"default\"") {
    return made::object(Kind::text_search_configuration, "c",
                        Attributes(TextSearchConfiguration{parser, std::move(mappings)}));
}

Object dictionary(std::vector<DictionaryOption> options) {
    return made::object(Kind::text_search_dictionary, "Odd d",
                        Attributes(TextSearchDictionary{"pg_catalog.simple", std::move(options)}));
}

Object op(const std::string& name, Operator attributes) {
    attributes.function = "app.f";
    attributes.left = attributes.right = "integer";
    return made::object(Kind::operator_, name, Attributes(std::move(attributes)), "integer, integer");
}

Operator negated_by(const std::string& name) {
    Operator out;
    out.negator = "OPERATOR(app." + name + ")";
    return out;
}

Object family(OperatorFamily attributes) {
    return made::object(Kind::operator_family, "fam", Attributes(std::move(attributes)), "btree");
}

const MemberOperator kEqual = {3, "app.=", "app.t", "integer", std::nullopt};
const MemberFunction kCompare = {1, "app.cmp(app.t,integer)", "app.t", "integer"};

} // namespace

TEST_CASE("a collation says what its provider needs", "[operators]") {
    Collation c{.provider = "libc", .lc_collate = "C", .lc_ctype = "C"};
    const auto written = [&] { return made::created(made::object(Kind::collation, "c", Attributes(c)))[0]; };
    CHECK(written() == "CREATE COLLATION app.c (PROVIDER = libc, LOCALE = 'C')");
    c.lc_ctype = "POSIX";
    CHECK(written() == "CREATE COLLATION app.c (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'POSIX')");
    c = {.provider = "icu", .deterministic = false, .locale = "de", .rules = "&a < b", .version = "1"};
    CHECK(written() == "CREATE COLLATION app.c (PROVIDER = icu, DETERMINISTIC = false, LOCALE = 'de', RULES = '&a < b')");
    Collation newer = c;
    newer.version = "2";
    CHECK(Attributes(c).changes_to(Attributes(newer)).empty());
}

TEST_CASE("options of a dictionary are read as the server keeps them", "[operators]") {
    const auto options = parse_dictionary_options(R"(stopwords = 'it''s, = so', "Odd ""name" = E'a\\''b', size = 7)");
    CHECK(options == std::vector<DictionaryOption>{
                         {"Odd \"name", R"(E'a\\''b')"}, {"size", "7"}, {"stopwords", "'it''s, = so'"}});
    CHECK(parse_dictionary_options("").empty());
    CHECK(parse_dictionary_options("a = '").size() == 1);
    CHECK(parse_dictionary_options("\"a").size() == 1);
}

TEST_CASE("options of a dictionary change one by one", "[operators]") {
    const Object from = dictionary({{"a", "'1'"}, {"b", "'2'"}, {"c", "'3'"}}), to = dictionary({{"a", "'1'"}, {"b", "'x'"}, {"d", "'4'"}});
    CHECK(made::altered(from, to).sql == Texts{"ALTER TEXT SEARCH DICTIONARY app.\"Odd d\" (b = 'x', d = '4', c)"});
    CHECK(made::created(from) ==
          Texts{"CREATE TEXT SEARCH DICTIONARY app.\"Odd d\" (TEMPLATE = pg_catalog.simple, a = '1', b = '2', c = '3')"});
}

TEST_CASE("tokens with the same dictionaries are mapped by one statement", "[operators]") {
    const Object from = configuration({{"word", {"app.a"}}, {"email", {"app.b"}}, {"url", {"app.a"}}});
    CHECK(made::created(from) == Texts{"CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = pg_catalog.\"default\")",
                                       "ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR word, url WITH app.a",
                                       "ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR email WITH app.b"});
    const Object to = configuration({{"word", {"app.a", "app.b"}}, {"url", {"app.a"}}, {"host", {"app.b"}}});
    CHECK(made::altered(from, to).sql ==
          Texts{"ALTER TEXT SEARCH CONFIGURATION app.c DROP MAPPING FOR email",
                "ALTER TEXT SEARCH CONFIGURATION app.c ALTER MAPPING FOR word WITH app.a, app.b",
                "ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR host WITH app.b"});
    CHECK_FALSE(made::altered(from, configuration({}, "app.p")).in_place);
}

TEST_CASE("a configuration lets go of a dictionary that is built anew", "[operators]") {
    const Object c = configuration({{"word", {"app.a"}}});
    const auto altered = made::altered(c, c, {.link = true});
    CHECK(altered.sql == Texts{"ALTER TEXT SEARCH CONFIGURATION app.c DROP MAPPING FOR word",
                               "ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR word WITH app.a"});
    CHECK(altered.script.statements()[0].effects.phase == flux::Phase::release);
    CHECK(altered.script.statements()[1].effects.phase == flux::Phase::late);
}

TEST_CASE("an operator is named with its types", "[operators]") {
    Operator o;
    o.commutator = "OPERATOR(app.=#)";
    o.restrict_estimator = "pg_catalog.eqsel";
    o.hashes = true;
    CHECK(made::created(op("=#", o)) ==
          Texts{"CREATE OPERATOR app.=# (\n    FUNCTION = app.f,\n    LEFTARG = integer,\n    RIGHTARG = integer,\n"
                "    COMMUTATOR = OPERATOR(app.=#),\n    RESTRICT = pg_catalog.eqsel,\n    HASHES\n)"});
    CHECK(made::target(op("=#", o)) == "OPERATOR app.=# (integer, integer)");
    CHECK(op("=#", o).id.text() == "app.=#(integer,integer)");
    Operator without = o;
    without.restrict_estimator.reset();
    CHECK(made::altered(op("=#", o), op("=#", without)).sql ==
          Texts{"ALTER OPERATOR app.=# (integer, integer) SET (RESTRICT = NONE)"});
    without = o;
    without.hashes = false;
    CHECK_FALSE(made::altered(op("=#", o), op("=#", without)).in_place);
}

TEST_CASE("the drop or the creation of its negator is an operator's difference already", "[operators]") {
    const Object with = op("=#", negated_by("<>#")), without = op("=#", {}), other = op("<>#", negated_by("=#"));
    const auto id = with.id;
    CHECK(made::altered(Model({with, other}), Model({without}), id).in_place);
    CHECK(made::altered(Model({without}), Model({with, other}), id).in_place);
    CHECK(made::altered(Model({with, other}), Model({without}), id).sql.empty());
    // Both are there before and after: only from 17 on can they be tied, and never untied.
    const Object alone = op("<>#", {});
    CHECK_FALSE(made::altered(Model({without, alone}), Model({with, other}), id).in_place);
    CHECK_FALSE(made::altered(Model({with, other}), Model({without, alone}), id).in_place);
    Model live({without, alone});
    live.server_version = 170000;
    CHECK(made::altered(live, Model({with, other}), id).sql ==
          Texts{"ALTER OPERATOR app.=# (integer, integer) SET (NEGATOR = OPERATOR(app.<>#))"});
}

TEST_CASE("loose members of a family come and go", "[operators]") {
    const Object none = family({}), one = family({{kEqual}, {kCompare}});
    CHECK(made::created(one) == Texts{"CREATE OPERATOR FAMILY app.fam USING btree",
                                      "ALTER OPERATOR FAMILY app.fam USING btree ADD\n    OPERATOR 3 app.= (app.t, integer),\n"
                                      "    FUNCTION 1 (app.t, integer) app.cmp(app.t,integer)"});
    CHECK(made::altered(none, one).sql.size() == 1);
    CHECK(made::altered(one, none).sql ==
          Texts{"ALTER OPERATOR FAMILY app.fam USING btree DROP\n    OPERATOR 3 (app.t, integer),\n    FUNCTION 1 (app.t, integer)"});
    CHECK(made::altered(one, one, {.link = true}).sql.size() == 2);
    MemberOperator sorted = kEqual;
    sorted.sort_family = "app.f2";
    CHECK(made::altered(one, family({{sorted}, {kCompare}})).sql ==
          Texts{"ALTER OPERATOR FAMILY app.fam USING btree DROP\n    OPERATOR 3 (app.t, integer)",
                "ALTER OPERATOR FAMILY app.fam USING btree ADD\n    OPERATOR 3 app.= (app.t, integer) FOR ORDER BY app.f2"});
}

TEST_CASE("a class says at least its storage", "[operators]") {
    OperatorClass c{.type = "app.t", .family = "app.fam", .is_default = true};
    const auto written = [&] { return made::created(made::object(Kind::operator_class, "c", Attributes(c), "btree"))[0]; };
    CHECK(written() == "CREATE OPERATOR CLASS app.c DEFAULT FOR TYPE app.t USING btree FAMILY app.fam AS\n    STORAGE app.t");
    c.operators = {kEqual};
    c.storage = "integer";
    CHECK(written() == "CREATE OPERATOR CLASS app.c DEFAULT FOR TYPE app.t USING btree FAMILY app.fam AS\n"
                       "    OPERATOR 3 app.= (app.t, integer),\n    STORAGE integer");
}

TEST_CASE("casts, conversions and transforms", "[operators]") {
    Object cast = made::object(Kind::cast, "(app.t AS text)", Attributes(Cast{"app.t", "text", "inout", {}, "assignment"}));
    CHECK(made::created(cast) == Texts{"CREATE CAST (app.t AS text) WITH INOUT AS ASSIGNMENT"});
    CHECK(cast.id.text() == "(app.t AS text)");
    cast.attributes = Attributes(Cast{"app.t", "text", "binary", {}, "explicit"});
    CHECK(made::created(cast) == Texts{"CREATE CAST (app.t AS text) WITHOUT FUNCTION"});
    cast.attributes = Attributes(Cast{"app.t", "text", "function", "app.f(app.t)", "implicit"});
    CHECK(made::created(cast) == Texts{"CREATE CAST (app.t AS text) WITH FUNCTION app.f(app.t) AS IMPLICIT"});
    CHECK(made::created(made::object(Kind::conversion, "c", Attributes(Conversion{"LATIN1", "UTF8", "app.f", true}))) ==
          Texts{"CREATE DEFAULT CONVERSION app.c FOR 'LATIN1' TO 'UTF8' FROM app.f"});
    const Object from = made::object(Kind::transform, "for app.t language l", Attributes(Transform{"app.t", "l", "app.f(internal)", {}}));
    const Object to = made::object(Kind::transform, "for app.t language l", Attributes(Transform{"app.t", "l", {}, "app.g(internal)"}));
    CHECK(made::created(from) == Texts{"CREATE TRANSFORM FOR app.t LANGUAGE l (FROM SQL WITH FUNCTION app.f(internal))"});
    CHECK(made::altered(from, to).sql ==
          Texts{"CREATE OR REPLACE TRANSFORM FOR app.t LANGUAGE l (TO SQL WITH FUNCTION app.g(internal))"});
}

TEST_CASE("a base type is a shell first", "[operators]") {
    BaseType t{.input = "app.t_in", .output = "app.t_out", .length = "4", .by_value = true, .alignment = "int4",
               .storage = "plain", .category = "U", .delimiter = ","};
    const Object from = made::object(Kind::base_type, "t", Attributes(t));
    CHECK(made::created(from)[0] == "CREATE TYPE app.t");
    CHECK(made::created(from)[1] == "CREATE TYPE app.t (\n    INPUT = app.t_in,\n    OUTPUT = app.t_out,\n    INTERNALLENGTH = 4,\n"
                                    "    PASSEDBYVALUE,\n    ALIGNMENT = int4,\n    STORAGE = plain\n)");
    t.send = "app.t_send";
    CHECK(made::altered(from, made::object(Kind::base_type, "t", Attributes(t))).sql ==
          Texts{"ALTER TYPE app.t SET (SEND = app.t_send)"});
    t.length = "8";
    CHECK_FALSE(made::altered(from, made::object(Kind::base_type, "t", Attributes(t))).in_place);
}
