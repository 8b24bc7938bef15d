// Whatever the bytes, nothing here throws, crashes or takes long.
#include <random>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"
#include "core/source/analysis.hpp"
#include "core/source/directives.hpp"
#include "core/source/guard.hpp"
#include "core/source/lexer.hpp"
#include "core/source/order.hpp"
#include "core/source/pg_query.hpp"
#include "core/source/psql.hpp"

// libpg_query forgets a byte each time its PL/pgSQL parser meets an error.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:pg_query_raw_parse\n";
} // NOLINT

using namespace flux;
using namespace flux::source;

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; i++) text += piece;
    return text;
}

void take(const std::string& text) {
    const Analysis one[] = {analyse(text)};
    CHECK(order(one, "public").size() == 1);
    CHECK(blank_psql_commands(text).size() == text.size());
    try {
        read_directives(text);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::syntax_error);
    }
}

} // namespace

TEST_CASE("tokens cover a text without overlap", "[source]") {
    const std::string sql =
        "SELECT U&\"d\"\"x\", e'a\\'b', $t$ $x$ $t$, $1, 1.5e-3, a.b<>-1 /* /* */ */ -- end";
    std::size_t end = 0;
    for (const Token& token : lex(sql)) {
        CHECK(token.start >= end);
        CHECK(token.end > token.start);
        end = token.end;
    }
    CHECK(end == sql.size());
    CHECK(qualified_name("\"A\".b . \"c\"\"d\"") == std::vector<std::string>{"A", "b", "c\"d"});
    CHECK(qualified_name("a.").empty());
    CHECK(qualified_name("a b").empty());
}

TEST_CASE("hostile names are names", "[source]") {
    const std::string name(63, 'n');
    for (const std::string& hostile : {std::string("a\"b"), std::string("a\nb"), std::string("a.b"), name,
                                       std::string("\xC3\xA4\xE6\x97\xA5"), std::string("--"),
                                       std::string("/*"), std::string("$$"), std::string("';DROP")}) {
        std::string quoted = "\"";
        for (const char c : hostile) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
        quoted += '"';
        const Analysis table = analyse("CREATE TABLE " + quoted + "." + quoted + " (" + quoted + " text)");
        REQUIRE(table.known);
        CHECK(table.defines.front() == Name{Name::Space::relation, hostile, hostile, ""});
        CHECK(table.needs ==
              std::vector<Name>{{Name::Space::schema, "", hostile, ""}, {Name::Space::type, "", "text", ""}});
        const auto directives =
            read_directives("CREATE TABLE t (\n " + quoted + " int -- pg_flux: renamed from x\n);");
        REQUIRE(directives.size() == 1);
        CHECK(directives[0].object.name == hostile);
    }
}

TEST_CASE("too deep a text is not given to the parser", "[source]") {
    constexpr std::size_t kMany = 30'000;
    for (const std::string& text :
         {"SELECT " + repeated("(", kMany), "SELECT 1" + repeated("+1", kMany),
          "SELECT " + repeated("- ", kMany) + "1", "SELECT " + repeated("NOT ", kMany) + "true",
          "SELECT 1" + repeated("::int", kMany), "SELECT a" + repeated(" COLLATE \"C\"", kMany),
          "SELECT " + repeated("f(", kMany) + repeated(")", kMany),
          "SELECT 1" + repeated(" UNION SELECT 1, 2 FROM t WHERE a AND b", kMany),
          "SELECT 1 FROM a" + repeated(" JOIN b ON c AND d, e", kMany),
          "SELECT " + repeated("CASE WHEN ", kMany) + "true", "SELECT " + repeated("ARRAY[", kMany),
          "SELECT a" + repeated("[1]", kMany), "SELECT 1" + repeated(" OPERATOR(pg_catalog.+) 1", kMany),
          "SELECT a" + repeated(" AT TIME ZONE b", kMany), "SELECT a" + repeated(" IS NULL", kMany)}) {
        INFO(text.substr(0, 40));
        CHECK(too_much_for_parser(text));
        CHECK_FALSE(parse_json(text));
    }
}

TEST_CASE("what is long but flat is parsed", "[source]") {
    constexpr std::size_t kMany = 20'000;
    CHECK(parse_json("SELECT 1" + repeated(", 1 + a.b", kMany)));
    CHECK(parse_json("SELECT a IN (1" + repeated(", 1", kMany) + ")"));
    CHECK(parse_json("SELECT true" + repeated(" AND a = 1", kMany)));
    CHECK(parse_json("CREATE FUNCTION f() RETURNS text LANGUAGE plpython AS $$" + repeated("((", kMany) +
                     "$$"));
    CHECK(analyse("SELECT 1" + repeated(" + 1", kMaxDepth - 10)).known);
    CHECK(analyse("SELECT " + repeated("(SELECT ", 600) + "1" + repeated(")", 600)).known);
}

TEST_CASE("ten megabytes of parentheses and other garbage", "[source]") {
    take(repeated("(", 10'000'000));
    for (const char* piece :
         {")", "'", "\"", "$a$ ", "/*", "--", "\\", "\\\n", ";", "a.", "a ", "-- pg_flux:", "E'\\", "\xFF"})
        take(repeated(piece, 1'000'000 / std::string_view(piece).size()));
}

TEST_CASE("random bytes and random tokens", "[source]") {
    std::mt19937 random(7); // NOLINT: the same cases in every run
    const std::string_view pieces[] = {"CREATE ", "TABLE ",  "t ",   "(",
                                       ")",       ",",       ";",    "\n",
                                       "'",       "\"",      "$$",   "--",
                                       "/*",      "*/",      "\\",   "pg_flux: renamed from x",
                                       "AS ",     "ENUM ",   "ON ",  "a",
                                       ".",       "ALTER ",  "ADD ", "CONSTRAINT ",
                                       "BEGIN ",  "ATOMIC ", "END ", "COPY t FROM stdin;",
                                       "\xE2\x82"};
    for (int round = 0; round < 2'000; round++) {
        std::string text;
        for (std::size_t i = random() % 40; i > 0; i--) text += pieces[random() % std::size(pieces)];
        take(text);
        std::string bytes;
        for (std::size_t i = random() % 100; i > 0; i--) bytes += static_cast<char>(1 + random() % 255);
        take(bytes);
    }
}

TEST_CASE("a text that ends anywhere", "[source]") {
    const std::string sql =
        "CREATE OR REPLACE FUNCTION s.f(a int) RETURNS TABLE (b text) LANGUAGE plpgsql AS $x$ BEGIN RETURN "
        "QUERY SELECT 'x' FROM t; END $x$; -- pg_flux: renamed from g\nCREATE TYPE e AS ENUM ('a');";
    for (std::size_t length = 0; length <= sql.size(); length++) take(sql.substr(0, length));
}
