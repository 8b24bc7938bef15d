#include "core/source/guard.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/source/lexer.hpp"

namespace flux::source {
namespace {

// One open parenthesis, bracket or CASE: how many operators are chained in it since the last separator, and
// how many joins and set operations, which no separator ends.
struct Level {
    char opened_by;
    std::size_t operators = 0;
    std::size_t combinations = 0;
};

class Nesting {
public:
    explicit Nesting(std::string_view sql) : sql_(sql) { levels_.push_back({'\0'}); }

    void take(const Token& token) {
        tokens_++;
        if (token.kind == TokenKind::op)
            chain(token.end - token.start); // "-+-" may be three prefixes
        else if (token.kind == TokenKind::punctuation)
            take_punctuation(sql_[token.start]);
        else if (token.kind == TokenKind::word)
            take_word(token);
        deepest_ = std::max(deepest_, depth_);
    }

    std::size_t deepest() const { return deepest_; }
    std::size_t tokens() const { return tokens_; }

private:
    void chain(std::size_t links) {
        levels_.back().operators += links;
        depth_ += links;
    }
    void combine() {
        levels_.back().combinations++;
        depth_++;
    }
    void separate() {
        depth_ -= levels_.back().operators;
        levels_.back().operators = 0;
    }
    void open(char by) {
        levels_.push_back({by});
        depth_++;
    }
    void pop() {
        depth_ -= 1 + levels_.back().operators + levels_.back().combinations;
        levels_.pop_back();
    }
    void close(char by) {
        if (by != 'c')
            while (levels_.back().opened_by == 'c') pop();
        if (levels_.back().opened_by != by) return;
        pop();
        chain(1); // f(x).y, a[1][2]: what is closed may be the operand of the next
    }
    void end_statement() {
        separate();
        depth_ -= levels_.back().combinations;
        levels_.back().combinations = 0;
    }
    void take_punctuation(char c) {
        switch (c) {
        case '(':
        case '[':
            open(c);
            break;
        case ')':
            close('(');
            break;
        case ']':
            close('[');
            break;
        case ',':
            separate();
            break;
        case ';':
            end_statement();
            break;
        case ':':
            chain(1);
            break;
        default:
            break;
        }
    }
    void take_word(const Token& token) {
        static constexpr std::array<std::string_view, 4> kCombinations = {"union", "except", "intersect",
                                                                          "join"};
        static constexpr std::array<std::string_view, 8> kOperators = {"not", "collate", "at",   "is",
                                                                       "in",  "isnull",  "like", "notnull"};
        static constexpr std::array<std::string_view, 5> kSeparators = {"and", "or", "when", "then", "else"};
        if (token.end - token.start > 9) return;
        const auto is = [&](std::string_view word) { return is_word(sql_, token, word); };
        if (is("case"))
            open('c');
        else if (is("end"))
            close('c');
        else if (std::any_of(kCombinations.begin(), kCombinations.end(), is))
            combine();
        else if (std::any_of(kOperators.begin(), kOperators.end(), is))
            chain(1);
        else if (std::any_of(kSeparators.begin(), kSeparators.end(), is))
            separate();
    }

    std::string_view sql_;
    std::vector<Level> levels_;
    std::size_t depth_ = 0, deepest_ = 0, tokens_ = 0;
};

} // namespace

std::size_t nesting(std::string_view sql) {
    Nesting nesting(sql);
    for (Token token = next_token(sql, 0); token.start < sql.size(); token = next_token(sql, token.end))
        nesting.take(token);
    return nesting.deepest();
}

bool too_much_for_parser(std::string_view sql) {
    // Why the shortcut: each level costs at least one byte of text, and nearly every statement is short.
    if (sql.size() <= kMaxDepth) return false;
    if (sql.size() > kMaxBytes) return true;
    Nesting nesting(sql);
    for (Token token = next_token(sql, 0); token.start < sql.size(); token = next_token(sql, token.end)) {
        nesting.take(token);
        if (!token.closed || nesting.deepest() > kMaxDepth || nesting.tokens() > kMaxTokens) return true;
    }
    return false;
}

} // namespace flux::source
