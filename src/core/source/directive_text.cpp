#include "core/source/directive_text.hpp"

#include <algorithm>
#include <optional>

#include "core/error.hpp"
#include "core/source/guard.hpp"
#include "core/source/header.hpp"
#include "core/source/pg_query.hpp"
#include "core/source/tree.hpp"

namespace flux::source {
namespace {

constexpr std::string_view kMark = "pg_flux";
constexpr std::string_view kSpace = " \t\r\n\f\v";

[[noreturn]] void fail(int line, const std::string& why, const std::string& hint = {}) {
    throw Error(ErrorCode::syntax_error, "line " + std::to_string(line) + " of the source: " + why, {}, hint,
                line);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) + 1 - first);
}

// How long the mark is that the line starts with, however it is spelled; 0 where there is none.
std::size_t mark_of(std::string_view line) {
    for (const std::string_view mark : {kMark, std::string_view("pg-flux"), std::string_view("pg flux"), std::string_view("pgflux")})
        if (to_lower(line.substr(0, mark.size())) == mark) return mark.size();
    return 0;
}

// Why: a directive that is taken for a comment renames nothing, and what it was about is dropped.
bool is_directive_gone_wrong(std::string_view after, bool colon) {
    const std::string words = to_lower(after.substr(0, 13));
    return words.starts_with("renamed from ") || words.starts_with("rename from ") || (colon && words.starts_with("using "));
}

// What follows "pg_flux:", if that is how the line starts.
std::optional<std::string_view> after_mark(std::string_view line, int number) {
    line = trimmed(line);
    while (line.starts_with('*')) line = trimmed(line.substr(1));
    const std::size_t length = mark_of(line);
    if (length == 0) return std::nullopt;
    const bool exact = to_lower(line.substr(0, length)) == kMark;
    std::string_view after = trimmed(line.substr(length));
    const bool colon = after.starts_with(':');
    if (colon) after = trimmed(after.substr(1));
    if (exact && colon) return after;
    if (is_directive_gone_wrong(after, colon))
        fail(number, "a directive begins with \"pg_flux:\"", "Write -- pg_flux: renamed from old_name, or -- pg_flux: using expression.");
    return std::nullopt;
}

std::vector<std::string> old_name(std::string_view text, std::span<const Token> tokens, int line) {
    std::size_t at = 2;
    if (at < tokens.size() && tokens[at].kind == TokenKind::string && tokens.size() == 3)
        return {string_value(text, tokens[at])}; // 'a label'
    std::vector<std::string> name = name_at(text, tokens, at);
    if (name.empty())
        fail(line, "the directive \"renamed from\" names nothing",
             "Write -- pg_flux: renamed from old_name, with double quotes where the old name needs them.");
    if (at != tokens.size() || name.size() > 2 ||
        std::any_of(name.begin(), name.end(), [](const auto& part) { return part.empty(); }))
        fail(line, "the directive \"renamed from\" takes one name and nothing after it");
    return name;
}

// Why so strict: the text becomes part of an ALTER TABLE, where a comma or a parenthesis too many is another
// command.
bool is_one_expression(std::string_view text, std::span<const Token> tokens) {
    int depth = 0;
    for (const Token& token : tokens) {
        if (!token.closed || is_comment(token) || is_punctuation(text, token, ';')) return false;
        if (is_punctuation(text, token, '(') || is_punctuation(text, token, '['))
            depth++;
        else if (is_punctuation(text, token, ')') || is_punctuation(text, token, ']'))
            depth--;
        if (depth < 0 || (depth == 0 && is_punctuation(text, token, ','))) return false;
    }
    return depth == 0 && !too_much_for_parser(text);
}

std::string expression(std::string_view text, int line) {
    while (text.ends_with(';')) text = trimmed(text.substr(0, text.size() - 1));
    if (text.empty()) fail(line, "the directive \"using\" has no expression");
    const std::vector<Token> tokens = lex(text);
    const std::optional<Document> tree =
        is_one_expression(text, tokens)
            ? parse_json("ALTER TABLE t ALTER c TYPE t USING " + std::string(text))
            : std::nullopt;
    if (!tree || elements(field(tree->root(), "stmts")).size() != 1)
        fail(line, "the directive \"using\" takes one expression, which this is not: " + std::string(text));
    return std::string(text);
}

DirectiveText read(std::string_view text, int line) {
    const std::vector<Token> tokens = lex(text);
    const auto word = [&](std::size_t i, std::string_view lower) {
        return i < tokens.size() && is_word(text, tokens[i], lower);
    };
    if (word(0, "renamed") && word(1, "from"))
        return {Directive::Verb::renamed_from, old_name(text, tokens, line), {}, line};
    if (word(0, "using"))
        return {Directive::Verb::using_expression,
                {},
                expression(trimmed(text.substr(tokens[0].end)), line),
                line};
    const std::size_t shown = std::min(text.find_first_of(kSpace), text.size());
    fail(line, "unknown directive: " + std::string(text.substr(0, shown)),
         "There are \"renamed from old_name\" and \"using expression\".");
}

std::vector<DirectiveText> in_block(std::string_view comment, int line) {
    comment.remove_prefix(2);
    if (comment.ends_with("*/")) comment.remove_suffix(2);
    std::vector<DirectiveText> found;
    std::string text; // of a directive that goes on over several lines
    int text_line = 0;
    const auto finish = [&] {
        if (text_line != 0) found.push_back(read(trimmed(text), text_line));
        text_line = 0;
    };
    for (std::size_t at = 0; at <= comment.size(); line++) {
        const std::size_t end = std::min(comment.find('\n', at), comment.size());
        const std::string_view one = comment.substr(at, end - at);
        if (const auto started = after_mark(one, line)) {
            finish();
            text = *started;
            text_line = line;
        } else if (text_line != 0)
            text.append("\n").append(one);
        at = end + 1;
    }
    finish();
    return found;
}

} // namespace

std::vector<DirectiveText> directives_in(std::string_view comment, int line) {
    if (comment.starts_with("/*")) return in_block(comment, line);
    if (const auto text =
            after_mark(comment.substr(std::min(comment.find_first_not_of('-'), comment.size())), line))
        return {read(*text, line)};
    return {};
}

bool may_hold_directives(std::string_view source) {
    constexpr std::string_view kEnd = "flux";
    const auto same = [](char have, char lower) { return lower == (have >= 'A' && have <= 'Z' ? have + 32 : have); };
    for (auto at = source.begin();; ++at) {
        at = std::search(at, source.end(), kEnd.begin(), kEnd.end(), same);
        if (at == source.end()) return false;
        const auto before = static_cast<std::size_t>(at - source.begin());
        for (const std::size_t length : {2U, 3U})
            if (before >= length && mark_of(source.substr(before - length)) == length + kEnd.size()) return true;
    }
}

} // namespace flux::source
