#include "core/source/secrets.hpp"

#include "core/source/lexer.hpp"
#include "core/text/secret.hpp"

namespace flux::source {
namespace {

constexpr int kDeepest = 3; // literals within literals

std::string_view cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    // Not within a character.
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
    return text.substr(0, limit);
}

std::string without_nested_secrets(std::string_view statement, int depth) {
    const std::string plain = without_secrets(statement);
    std::string out;
    std::size_t copied = 0;
    for (const Token& token : lex(plain)) {
        if (token.kind != TokenKind::string) continue;
        const std::string value = string_value(plain, token);
        const std::string inner = depth < kDeepest ? without_nested_secrets(value, depth + 1) : without_secrets(value);
        if (inner == value) continue;
        out.append(plain, copied, token.start - copied);
        // A body stays readable; what is quoted would have to be quoted again.
        const bool body = plain[token.start] == '$';
        const std::size_t at = body ? plain.find(value, token.start) : std::string::npos;
        if (at == std::string::npos || at + value.size() > token.end) {
            out += "'********'";
        } else {
            out.append(plain, token.start, at - token.start).append(inner);
            out.append(plain, at + value.size(), token.end - at - value.size());
        }
        copied = token.end;
    }
    return out.append(plain, copied);
}

} // namespace

std::string without_secrets(std::string_view statement) {
    std::string out;
    std::size_t copied = 0;
    bool secret = false;
    for (const Token& token : lex(statement)) {
        if (is_comment(token)) continue;
        if (secret && token.kind == TokenKind::string) {
            out.append(statement.substr(copied, token.start - copied)).append("'********'");
            copied = token.end;
        }
        const bool assigned = secret && token.kind == TokenKind::op && statement[token.start] == '=';
        secret = assigned || (is_identifier(token) && (is_word(statement, token, "connection") ||
                                                       is_secret_option(identifier_value(statement, token))));
    }
    return out.append(statement.substr(copied));
}

std::string recordable(std::string_view statement, std::size_t limit) {
    const std::string_view part = cut(statement, limit);
    return without_nested_secrets(part, 0) + (part.size() < statement.size() ? "…" : "");
}

} // namespace flux::source
