#include "catch.hpp"
#include "core/error.hpp"
#include "core/text/array.hpp"
#include "core/text/quote.hpp"

using flux::parse_array;
using flux::quote_ident;
using flux::quote_literal;

TEST_CASE("identifiers are quoted only where the server would", "[text]") {
    CHECK(quote_ident("orders") == "orders");
    CHECK(quote_ident("_a1") == "_a1");
    CHECK(quote_ident("Orders") == "\"Orders\"");
    CHECK(quote_ident("1st") == "\"1st\"");
    CHECK(quote_ident("a b") == "\"a b\"");
    CHECK(quote_ident("a$b") == "\"a$b\"");
    CHECK(quote_ident("say \"hi\"\n; drop") == "\"say \"\"hi\"\"\n; drop\"");
    CHECK(quote_ident("straße") == "\"straße\"");
    CHECK(quote_ident("") == "\"\"");
}

TEST_CASE("keywords are quoted but for the unreserved ones", "[text]") {
    for (const char* reserved : {"select", "user", "table", "left", "between", "int", "json_table"})
        CHECK(quote_ident(reserved) == "\"" + std::string(reserved) + "\"");
    for (const char* free : {"abort", "name", "type", "value", "policy"}) CHECK(quote_ident(free) == free);
}

TEST_CASE("literals survive quotes and backslashes under either setting of standard_conforming_strings", "[text]") {
    CHECK(quote_literal("it's") == "'it''s'");
    CHECK(quote_literal("a\\b'") == "E'a\\\\b'''");
    CHECK(quote_literal("") == "''");
}

TEST_CASE("array literals are read as the server writes them", "[text]") {
    CHECK(parse_array("{}").empty());
    CHECK(parse_array("{a,\"b c\",\"q\\\"\\\\\",NULL,\"NULL\",\"\"}") ==
          std::vector<std::string>{"a", "b c", "q\"\\", "NULL", ""});
    CHECK_THROWS_AS(parse_array("{a"), flux::Error);
    CHECK_THROWS_AS(parse_array(""), flux::Error);
}
