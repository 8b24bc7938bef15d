#include "core/source/secrets.hpp"

#include "core/source/lexer.hpp"
#include "core/text/secret.hpp"

namespace flux::source {

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

} // namespace flux::source
