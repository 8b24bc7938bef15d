// SQL as tokens, with comments, by the server's lexical rules (standard_conforming_strings on). Ours, because
// everything that must work before or without a parser stands on it: psql's backslash lines, directives in
// comments, the depth guard, statements newer than libpg_query's grammar. It takes any bytes, never fails and
// never recurses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace flux::source {

enum class TokenKind {
    word,              // unquoted identifier or keyword
    quoted_identifier, // "x", U&"x"
    string,            // 'x', E'x', U&'x', B'x', X'x', N'x', $$x$$
    number,
    parameter,   // $1
    op,          // a run of operator characters
    punctuation, // one of ( ) [ ] , ; . : or a byte that starts nothing else
    line_comment,
    block_comment,
};

struct Token {
    TokenKind kind;
    std::size_t start = 0; // byte offsets into the text
    std::size_t end = 0;
    bool closed = true; // false: the quote or comment runs to the end of the text
    bool operator==(const Token&) const = default;
};

// The first `limit` of them.
std::vector<Token> lex(std::string_view sql, std::size_t limit = static_cast<std::size_t>(-1));

// The token at an offset; what it leaves out before it is white space.
Token next_token(std::string_view sql, std::size_t from);

std::string_view text_of(std::string_view sql, const Token& token);
bool is_comment(const Token& token);
bool is_identifier(const Token& token);
// Case-insensitive; false for everything but an unquoted word.
bool is_word(std::string_view sql, const Token& token, std::string_view lower_case_word);
bool is_punctuation(std::string_view sql, const Token& token, char character);

// The name that an identifier token means: folded to lower case, or unquoted.
std::string identifier_value(std::string_view sql, const Token& token);
// The value of a '…' or $$…$$ token; escapes of E'' strings are resolved where they are simple.
std::string string_value(std::string_view sql, const Token& token);
std::string to_lower(std::string_view text);

// a.b."C" as in 'x.y'::regclass; empty when the text is no such name.
std::vector<std::string> qualified_name(std::string_view text);

} // namespace flux::source
