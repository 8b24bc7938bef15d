#include "core/source/mistakes.hpp"

#include <algorithm>
#include <cctype>

#include "core/source/lexer.hpp"

namespace flux::source {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f\v";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) + 1 - first);
}

bool is_one_word(std::string_view text) { return text.find_first_of(kSpace) == std::string_view::npos; }

// :name, :'name', :"name"; neither a cast nor a slice.
bool has_psql_variable(std::string_view text) {
    Token before{};
    bool first = true;
    for (const Token& token : lex(text)) {
        const bool colon = !first && text.substr(before.start, before.end - before.start) == ":" && before.end == token.start &&
                           (before.start == 0 || text[before.start - 1] != ':');
        if (colon && (is_identifier(token) || token.kind == TokenKind::string)) return true;
        before = token;
        first = false;
    }
    return false;
}

} // namespace

std::string mistaken_for_source(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('{') && text.ends_with('}'))
        return "The first argument is the source. A list is given by its name: schemas => '{app}', allow_hazards => '{DATA_LOSS}'; a plan, too: plan => ….";
    if (is_one_word(text) && (text.ends_with(".sql") || text.find_first_of("/\\") != std::string_view::npos))
        return "The source is the SQL itself, not the name of a file. In psql: \\set source `cat schema.sql`, then :'source'.";
    if (has_psql_variable(text))
        return "psql's variables are not filled in within a source; fill them in before.";
    return {};
}

} // namespace flux::source
