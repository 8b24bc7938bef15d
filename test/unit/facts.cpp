// What a CHECK says of single columns, and what sort of default one is.
#include "catch.hpp"

#include <map>

#include "core/facts/check_terms.hpp"
#include "core/facts/default_kind.hpp"

using namespace flux::facts;

namespace {

std::string root_type(const std::string& column) {
    const std::map<std::string, std::string> types = {
        {"t", "text"},    {"v", "character varying"}, {"m", "enum"},  {"i", "integer"},   {"n", "numeric"},
        {"b", "boolean"}, {"value", "text"},          {"d", "date"},  {"c", "character"}, {"s", "smallint"},
    };
    const auto at = types.find(column);
    return at == types.end() ? "" : at->second;
}

// Each term as `column kind value,…`, in order; a `…` behind where that is not all.
std::string terms(const std::string& expression) {
    const Terms found = terms_of(expression, root_type);
    std::string out;
    for (const Term& term : found.terms) {
        out += (out.empty() ? "" : "; ") + term.column + " " + term.kind;
        for (const std::string& value : term.values) out += " [" + value + "]";
        if (term.value) out += " " + *term.value;
        if (term.exclusive) out += " exclusive";
        if (term.case_insensitive) out += " i";
    }
    return out + (found.complete ? "" : " …");
}

} // namespace

TEST_CASE("lists of values become unions") {
    CHECK(terms("(t = ANY (ARRAY['a'::text, 'b''c'::text]))") == "t one_of [a] [b'c]");
    CHECK(terms("((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))") == "v one_of [a] [b]");
    CHECK(terms("(m = ANY (ARRAY['a'::app.mood, 'b'::app.mood]))") == "m one_of [a] [b]");
    CHECK(terms("((m)::text = ANY (ARRAY['a'::text]))") == "m one_of [a]");
    CHECK(terms("(i = ANY (ARRAY[1, 2, '-3'::integer]))") == "i one_of [1] [2] [-3]");
    CHECK(terms("(t = ANY ('{a,\"b c\"}'::text[]))") == "t one_of [a] [b c]");
    CHECK(terms("((t = 'a'::text) OR (t = 'b'::text) OR (t = ANY (ARRAY['c'::text])))") == "t one_of [a] [b] [c]");
    CHECK(terms("((t IS NULL) OR (t = 'a'::text))") == "t one_of [a]");
    CHECK(terms("(t <> ''::text)") == "t not_one_of []");
    CHECK(terms("(t <> ALL (ARRAY['a'::text, 'b'::text]))") == "t not_one_of [a] [b]");
    CHECK(terms("(VALUE = ANY (ARRAY['a'::text]))") == "value one_of [a]");
}

TEST_CASE("what is no list of values is none") {
    CHECK(terms("(t = ANY (ARRAY['a'::text, NULL::text]))") == " …");
    CHECK(terms("((t = 'a'::text) OR (v = 'b'::text))") == " …");
    CHECK(terms("((t = 'a'::text) OR (i > 3))") == " …");
    CHECK(terms("((v IS NULL) OR (t = 'a'::text))") == " …");
    CHECK(terms("((c)::text = 'a'::text)") == " …"); // the cast takes blanks away
    CHECK(terms("(unknown = 'a'::text)") == " …");
    CHECK(terms("((n)::integer = 1)") == " …");
    CHECK(terms("(upper(t) = 'A'::text)") == " …");
    CHECK(terms("(t = (v)::text)") == " …");
    CHECK(terms("(NOT (t = 'a'::text))") == " …");
    CHECK(terms("(i <> ANY (ARRAY[1, 2]))") == " …");
    CHECK(terms("this is no expression at all") == " …");
}

TEST_CASE("ranges, lengths and patterns") {
    CHECK(terms("(n > (0)::numeric)") == "n minimum 0 exclusive");
    CHECK(terms("((i >= 1) AND (i <= 10))") == "i minimum 1; i maximum 10");
    CHECK(terms("(10 > i)") == "i maximum 10 exclusive");
    CHECK(terms("((i)::numeric < 0.5)") == "i maximum 0.5 exclusive");
    CHECK(terms("(n >= ('-1'::integer)::numeric)") == "n minimum -1");
    CHECK(terms("(d >= '2020-01-01'::date)") == "d minimum 2020-01-01");
    CHECK(terms("(d >= CURRENT_DATE)") == " …");
    CHECK(terms("(t > 'a'::text)") == " …"); // the collation decides
    CHECK(terms("(length(t) <= 10)") == "t max_length 10");
    CHECK(terms("((char_length((v)::text) > 2) AND (octet_length(t) < 5))") == "v min_length 3; t max_bytes 4");
    CHECK(terms("(length(t) = 2)") == "t min_length 2; t max_length 2");
    CHECK(terms("(length(btrim(t)) > 0)") == " …");
    CHECK(terms("(t ~ '^[a-z]+$'::text)") == "t pattern ^[a-z]+$");
    CHECK(terms("((v)::text !~* 'x'::text)") == "v not_pattern x i");
    CHECK(terms("('x'::text ~ t)") == " …");
}

TEST_CASE("what is understood of a check is told, and whether that is all") {
    CHECK(terms("((t IS NOT NULL) AND (i > 0) AND (i < n))") == "t not_null; i minimum 0 exclusive …");
    CHECK(terms("((i > 0) OR (n > (0)::numeric))") == " …");
    CHECK(terms("(t IS NOT NULL)") == "t not_null");
    CHECK(terms("((t IS NULL) OR (t IS NOT NULL))") == " …");
}

TEST_CASE("sorts of defaults") {
    CHECK(default_kind("'a'::text") == "constant");
    CHECK(default_kind("'{}'::text[]") == "constant");
    CHECK(default_kind("(- 1)") == "constant");
    CHECK(default_kind("ARRAY[]::integer[]") == "constant");
    CHECK(default_kind("nextval('app.s'::regclass)") == "sequence");
    CHECK(default_kind("now()") == "now");
    CHECK(default_kind("CURRENT_TIMESTAMP") == "now");
    CHECK(default_kind("(now() + '1 day'::interval)") == "expression");
    CHECK(default_kind("gen_random_uuid()") == "uuid");
    CHECK(default_kind("public.uuid_generate_v4()") == "uuid");
    CHECK(default_kind("app.own()") == "expression");
}
