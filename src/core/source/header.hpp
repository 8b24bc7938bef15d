// The head of a statement, by its tokens: CREATE OR REPLACE … VIEW a.b. It holds for any server version's
// grammar, and tells where in the text the name stands. Used where a parser's tree has no positions
// (directives) or does not exist (unknown.hpp).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/source/lexer.hpp"

namespace flux::source {

struct Header {
    enum class Verb { create, alter };
    Verb verb = Verb::create;
    std::string kind;              // "table", "materialized view", "index", …
    std::vector<std::string> name; // one to three parts; empty for CREATE INDEX ON t
    std::size_t name_at = 0;       // index of the token that the name starts with
    std::size_t after_name = 0;    // index of the first token after it
    std::vector<std::string> on;   // the table of a trigger, policy, rule or index
};

// `tokens` are those of one statement, without comments. Nothing for a statement that makes or alters no
// named object.
std::optional<Header> header_of(std::string_view sql, std::span<const Token> tokens);

// The name that starts at tokens[at]; `at` moves past it.
std::vector<std::string> name_at(std::string_view sql, std::span<const Token> tokens, std::size_t& at);

} // namespace flux::source
