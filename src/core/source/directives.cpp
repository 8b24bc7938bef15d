#include "core/source/directives.hpp"

#include <algorithm>
#include <optional>

#include "core/error.hpp"
#include "core/source/analysis.hpp"
#include "core/source/directive_place.hpp"
#include "core/source/directive_text.hpp"
#include "core/source/order.hpp"
#include "core/source/psql.hpp"

namespace flux::source {
namespace {

[[noreturn]] void fail(int line, const std::string& why, const std::string& hint = {}) {
    throw Error(ErrorCode::syntax_error, "line " + std::to_string(line) + " of the source: " + why, {}, hint,
                line);
}

// Statements and the comments among them, in one pass over a source.
class Reader {
public:
    explicit Reader(std::string_view source) : source_(source) {}

    std::vector<Directive> read() {
        for (Token token = next_token(source_, 0); token.start < source_.size();
             token = next_token(source_, token.end)) {
            count_lines_to(token.start);
            if (is_comment(token))
                take_comment(token);
            else
                take_token(token);
        }
        finish_statement();
        if (!waiting_.empty()) fail(waiting_.front().text.line, "no statement follows the directive");
        return std::move(directives_);
    }

private:
    struct Waiting {
        DirectiveText text;
        Token comment;
        std::size_t tokens_before; // of the statement under way
    };

    void count_lines_to(std::size_t offset) {
        const auto at = [&](std::size_t i) { return source_.begin() + static_cast<std::ptrdiff_t>(i); };
        line_ += static_cast<int>(std::count(at(counted_), at(offset), '\n'));
        counted_ = offset;
    }

    void take_comment(const Token& comment) {
        for (DirectiveText& text : directives_in(text_of(source_, comment), line_)) {
            // At the end of a statement's line, behind its semicolon.
            if (tokens_.empty() && !last_.empty() && on_one_line(last_.back().end, comment.start) &&
                ends_line(comment)) {
                place(last_, {std::move(text), comment, last_.size()});
                continue;
            }
            waiting_.push_back({std::move(text), comment, tokens_.size()});
        }
    }

    bool on_one_line(std::size_t from, std::size_t to) const {
        return source_.substr(from, to - from).find('\n') == std::string_view::npos;
    }

    bool ends_line(Token comment) const {
        Token next = next_token(source_, comment.end);
        while (is_comment(next)) next = next_token(source_, next.end);
        return next.start >= source_.size() || !on_one_line(comment.end, next.start);
    }

    void take_token(const Token& token) {
        const bool ends = is_punctuation(source_, token, ';') && depth_ == 0 && !in_atomic_body_;
        if (ends) return finish_statement();
        if (is_punctuation(source_, token, '('))
            depth_++;
        else if (is_punctuation(source_, token, ')') && depth_ > 0)
            depth_--;
        else if (is_word(source_, token, "atomic") && !tokens_.empty() &&
                 is_word(source_, tokens_.back(), "begin"))
            in_atomic_body_ = true;
        else if (is_word(source_, token, "case"))
            cases_++;
        else if (is_word(source_, token, "end") && cases_ > 0)
            cases_--;
        else if (is_word(source_, token, "end"))
            in_atomic_body_ = false;
        tokens_.push_back(token);
    }

    void finish_statement() {
        if (!tokens_.empty()) {
            for (Waiting& waiting : waiting_) place(tokens_, std::move(waiting));
            waiting_.clear();
            follow_search_path();
        }
        last_ = std::move(tokens_);
        tokens_.clear();
        depth_ = 0;
        cases_ = 0;
        in_atomic_body_ = false;
    }

    void place(const std::vector<Token>& statement, Waiting waiting) {
        const DirectiveText& text = waiting.text;
        const Place where = place_of(source_, statement, waiting.comment, waiting.tokens_before, text.line);
        Directive directive{text.verb, where.object, where.part, {}, text.expression, text.line};
        if (directive.object.schema.empty() && !path_.empty() && directive.object.kind != Kind::schema)
            directive.object.schema = path_.front();
        if (text.verb == Directive::Verb::renamed_from)
            take_old_name(directive, text.old_name);
        else if (directive.object.kind != Kind::column)
            fail(text.line, "the directive \"using\" is about columns only");
        const bool repeated =
            std::any_of(directives_.begin(), directives_.end(), [&](const Directive& other) {
                return other.verb == directive.verb && other.object == directive.object &&
                       other.part == directive.part;
            });
        if (repeated && directive.object.kind != Kind::function && directive.object.kind != Kind::procedure &&
            directive.object.kind != Kind::aggregate) // overloads
            fail(text.line, "a second directive says the same of " + directive.object.text());
        directives_.push_back(std::move(directive));
    }

    void take_old_name(Directive& directive, const std::vector<std::string>& name) {
        directive.argument = name.back();
        const bool in_schema = directive.part.empty() && directive.object.parent.empty() &&
                               directive.object.kind != Kind::schema;
        if (name.size() == 2 && !in_schema)
            fail(directive.line, "the old name takes no schema or table here");
        if (name.size() == 2) directive.old_schema = name.front();
    }

    // SET search_path in the source decides where unqualified names go.
    void follow_search_path() {
        const bool may_set = is_word(source_, tokens_.front(), "set") ||
                             is_word(source_, tokens_.front(), "select") ||
                             is_word(source_, tokens_.front(), "reset");
        if (!may_set) return;
        const std::size_t start = tokens_.front().start;
        const Analysis statement[] = {analyse(source_.substr(start, tokens_.back().end - start))};
        if (statement[0].setting && to_lower(statement[0].setting->name) == "search_path")
            path_ = search_paths(statement).front();
    }

    std::string_view source_;
    std::vector<Token> tokens_, last_; // without comments: of the statement under way, of the one before
    std::vector<Waiting> waiting_;
    std::vector<Directive> directives_;
    std::vector<std::string> path_;
    std::size_t counted_ = 0;
    int line_ = 1, depth_ = 0, cases_ = 0;
    bool in_atomic_body_ = false;
};

} // namespace

std::vector<Directive> read_directives(std::string_view source) {
    if (!may_hold_directives(source)) return {};
    const std::string blanked = blank_psql_commands(source);
    return Reader(blanked).read();
}

} // namespace flux::source
