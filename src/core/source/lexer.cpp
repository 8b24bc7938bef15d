#include "core/source/lexer.hpp"

#include <algorithm>

namespace flux::source {
namespace {

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_word_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_word_part(char c) {
    return is_word_start(c) || is_digit(c) || c == '$';
}
bool is_operator(char c) {
    return std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos;
}

char at(std::string_view s, std::size_t i) {
    return i < s.size() ? s[i] : '\0';
}

// The end of a quoted text that starts at `open`; a doubled quote is part of it, a backslash too where it
// escapes.
Token quoted(std::string_view s, std::size_t start, std::size_t open, TokenKind kind, bool backslash) {
    const char quote = s[open];
    for (std::size_t i = open + 1; i < s.size(); i++) {
        if (backslash && s[i] == '\\')
            i++;
        else if (s[i] == quote) {
            if (at(s, i + 1) != quote) return {kind, start, i + 1, true};
            i++;
        }
    }
    return {kind, start, s.size(), false};
}

Token line_comment(std::string_view s, std::size_t start) {
    const std::size_t end = s.find_first_of("\r\n", start);
    return {TokenKind::line_comment, start, end == std::string_view::npos ? s.size() : end, true};
}

Token block_comment(std::string_view s, std::size_t start) {
    std::size_t depth = 0;
    for (std::size_t i = start; i + 1 < s.size(); i++) {
        if (s[i] == '/' && s[i + 1] == '*') {
            depth++;
            i++;
        } else if (s[i] == '*' && s[i + 1] == '/') {
            i++;
            if (--depth == 0) return {TokenKind::block_comment, start, i + 1, true};
        }
    }
    return {TokenKind::block_comment, start, s.size(), false};
}

// $tag$ … $tag$, or $1, or a lone dollar sign.
Token dollar(std::string_view s, std::size_t start) {
    std::size_t i = start + 1;
    if (is_digit(at(s, i))) {
        while (is_digit(at(s, i))) i++;
        return {TokenKind::parameter, start, i, true};
    }
    if (is_word_start(at(s, i)))
        while (is_word_part(at(s, i)) && s[i] != '$') i++;
    if (at(s, i) != '$') return {TokenKind::punctuation, start, start + 1, true};
    const std::string_view tag = s.substr(start, i + 1 - start);
    const std::size_t close = s.find(tag, i + 1);
    if (close == std::string_view::npos) return {TokenKind::string, start, s.size(), false};
    return {TokenKind::string, start, close + tag.size(), true};
}

Token number(std::string_view s, std::size_t start) {
    std::size_t i = start;
    if (s[i] == '0' && std::string_view("xXoObB").find(at(s, i + 1)) != std::string_view::npos &&
        at(s, i + 1) != '\0') {
        i += 2;
        while (is_word_part(at(s, i)) && s[i] != '$') i++;
        return {TokenKind::number, start, i, true};
    }
    const auto digits = [&] {
        while (is_digit(at(s, i)) || (at(s, i) == '_' && is_digit(at(s, i + 1)))) i++;
    };
    digits();
    if (at(s, i) == '.' && at(s, i + 1) != '.') {
        i++;
        digits();
    }
    if (at(s, i) == 'e' || at(s, i) == 'E') {
        const std::size_t sign = (at(s, i + 1) == '+' || at(s, i + 1) == '-') ? 1 : 0;
        if (is_digit(at(s, i + 1 + sign))) {
            i += 1 + sign;
            digits();
        }
    }
    return {TokenKind::number, start, i, true};
}

// An operator ends before a comment starts, as in the server: "+--x" is "+" and a comment.
Token operator_run(std::string_view s, std::size_t start) {
    std::size_t i = start;
    while (is_operator(at(s, i))) {
        if ((s[i] == '-' && at(s, i + 1) == '-') || (s[i] == '/' && at(s, i + 1) == '*')) break;
        i++;
    }
    return {TokenKind::op, start, std::max(i, start + 1), true};
}

Token word(std::string_view s, std::size_t start) {
    const char first = s[start], second = at(s, start + 1);
    if (second == '\'') {
        if (first == 'e' || first == 'E') return quoted(s, start, start + 1, TokenKind::string, true);
        if (std::string_view("bBxXnN").find(first) != std::string_view::npos)
            return quoted(s, start, start + 1, TokenKind::string, false);
    }
    if ((first == 'u' || first == 'U') && second == '&') {
        if (at(s, start + 2) == '\'') return quoted(s, start, start + 2, TokenKind::string, false);
        if (at(s, start + 2) == '"') return quoted(s, start, start + 2, TokenKind::quoted_identifier, false);
    }
    std::size_t i = start;
    while (is_word_part(at(s, i))) i++;
    return {TokenKind::word, start, i, true};
}

std::string undouble(std::string_view inner, char quote) {
    std::string value;
    value.reserve(inner.size());
    for (std::size_t i = 0; i < inner.size(); i++) {
        value += inner[i];
        if (inner[i] == quote && at(inner, i + 1) == quote) i++;
    }
    return value;
}

std::string resolve_escapes(std::string_view inner) {
    std::string value;
    for (std::size_t i = 0; i < inner.size(); i++) {
        if (inner[i] != '\\' || i + 1 == inner.size()) {
            value += inner[i];
            if (inner[i] == '\'' && at(inner, i + 1) == '\'') i++;
            continue;
        }
        const char c = inner[++i];
        value += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c;
    }
    return value;
}

} // namespace

Token next_token(std::string_view s, std::size_t from) {
    std::size_t i = from;
    while (i < s.size() && is_space(s[i])) i++;
    if (i >= s.size()) return {TokenKind::punctuation, s.size(), s.size(), true};
    const char c = s[i];
    if (c == '-' && at(s, i + 1) == '-') return line_comment(s, i);
    if (c == '/' && at(s, i + 1) == '*') return block_comment(s, i);
    if (c == '\'') return quoted(s, i, i, TokenKind::string, false);
    if (c == '"') return quoted(s, i, i, TokenKind::quoted_identifier, false);
    if (c == '$') return dollar(s, i);
    if (is_digit(c) || (c == '.' && is_digit(at(s, i + 1)))) return number(s, i);
    if (is_word_start(c)) return word(s, i);
    if (is_operator(c)) return operator_run(s, i);
    return {TokenKind::punctuation, i, i + 1, true};
}

std::vector<Token> lex(std::string_view sql, std::size_t limit) {
    std::vector<Token> tokens;
    for (std::size_t i = 0;;) {
        const Token token = next_token(sql, i);
        if (token.start >= sql.size() || tokens.size() == limit) return tokens;
        tokens.push_back(token);
        i = token.end;
    }
}

std::string_view text_of(std::string_view sql, const Token& token) {
    return sql.substr(token.start, token.end - token.start);
}

bool is_comment(const Token& token) {
    return token.kind == TokenKind::line_comment || token.kind == TokenKind::block_comment;
}

bool is_identifier(const Token& token) {
    return token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier;
}

std::string to_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

bool is_word(std::string_view sql, const Token& token, std::string_view lower_case_word) {
    if (token.kind != TokenKind::word || token.end - token.start != lower_case_word.size()) return false;
    return std::equal(lower_case_word.begin(), lower_case_word.end(),
                      sql.begin() + static_cast<std::ptrdiff_t>(token.start), [](char want, char have) {
                          return want == (have >= 'A' && have <= 'Z' ? have + 32 : have);
                      });
}

bool is_punctuation(std::string_view sql, const Token& token, char character) {
    return token.kind == TokenKind::punctuation && token.start < sql.size() && sql[token.start] == character;
}

std::string identifier_value(std::string_view sql, const Token& token) {
    std::string_view text = text_of(sql, token);
    if (token.kind != TokenKind::quoted_identifier) return to_lower(text);
    text.remove_prefix(text.find('"') + 1);
    if (token.closed) text.remove_suffix(1);
    return undouble(text, '"');
}

std::string string_value(std::string_view sql, const Token& token) {
    std::string_view text = text_of(sql, token);
    if (text.starts_with('$')) {
        const std::size_t tag = text.find('$', 1) + 1;
        text.remove_prefix(tag);
        if (token.closed) text.remove_suffix(tag);
        return std::string(text);
    }
    const bool escapes = text.starts_with('e') || text.starts_with('E');
    text.remove_prefix(text.find('\'') + 1);
    if (token.closed) text.remove_suffix(1);
    return escapes ? resolve_escapes(text) : undouble(text, '\'');
}

std::vector<std::string> qualified_name(std::string_view text) {
    std::vector<std::string> parts;
    for (std::size_t i = 0;;) {
        const Token part = next_token(text, i);
        if (!is_identifier(part) || part.start >= text.size() || !part.closed) return {};
        parts.push_back(identifier_value(text, part));
        const Token dot = next_token(text, part.end);
        if (dot.start >= text.size()) return parts;
        if (!is_punctuation(text, dot, '.')) return {};
        i = dot.end;
    }
}

} // namespace flux::source
