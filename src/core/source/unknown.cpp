#include "core/source/unknown.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/source/body.hpp"
#include "core/source/lexer.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

struct Word {
    std::string_view word;
    Space space;
};
// The word of CREATE or ALTER that says what kind of object follows.
constexpr std::array<Word, 18> kKindWords = {{{"table", Space::relation},
                                              {"view", Space::relation},
                                              {"index", Space::relation},
                                              {"sequence", Space::relation},
                                              {"type", Space::type},
                                              {"domain", Space::type},
                                              {"function", Space::routine},
                                              {"procedure", Space::routine},
                                              {"aggregate", Space::routine},
                                              {"collation", Space::collation},
                                              {"statistics", Space::statistics},
                                              {"schema", Space::schema},
                                              {"extension", Space::extension},
                                              {"trigger", Space::trigger},
                                              {"policy", Space::policy},
                                              {"rule", Space::rule},
                                              {"publication", Space::publication},
                                              {"server", Space::server}}};

class Reader {
public:
    explicit Reader(std::string_view sql) : sql_(sql), tokens_(lex(sql)) {
        std::erase_if(tokens_, is_comment);
    }

    Analysis read() {
        Analysis a;
        a.known = false;
        const bool creates = word_at(0, "create"), alters = word_at(0, "alter");
        if (creates || alters)
            header(a, creates);
        a.soft_needs = names_in_tokens(sql_);
        for (const Token& token : tokens_)
            if (is_identifier(token))
                a.words.push_back(identifier_value(sql_, token));
            else if (token.kind == TokenKind::string)
                a.words.push_back(string_value(sql_, token));
        return a;
    }

private:
    bool word_at(std::size_t i, std::string_view word) const {
        return i < tokens_.size() && is_word(sql_, tokens_[i], word);
    }

    // CREATE [OR REPLACE] [UNLOGGED …] kind [IF NOT EXISTS] name
    void header(Analysis& a, bool creates) {
        const std::size_t end = std::min<std::size_t>(tokens_.size(), 8);
        for (std::size_t i = 1; i < end; i++) {
            const auto* kind = std::find_if(kKindWords.begin(), kKindWords.end(),
                                            [&](const Word& candidate) { return word_at(i, candidate.word); });
            if (kind == kKindWords.end())
                continue;
            std::size_t at = i + 1;
            for (const std::string_view filler : {"concurrently", "if", "not", "exists", "only"})
                if (word_at(at, filler))
                    at++;
            take_name(a, kind->space, creates, at);
            return;
        }
    }

    void take_name(Analysis& a, Space space, bool creates, std::size_t at) {
        const std::vector<std::string> parts = name_at(at);
        if (parts.empty())
            return;
        Name name{space, parts.size() > 1 ? parts[parts.size() - 2] : std::string(), parts.back(), {}};
        if (space == Space::trigger || space == Space::policy || space == Space::rule)
            hang_on_table(name, at);
        if (!creates) {
            a.needs.push_back(name);
            a.alters.push_back({std::move(name), Alteration::Effect::structure, {}, {}, false});
            return;
        }
        if (space == Space::relation)
            a.defines.push_back({Space::type, name.schema, name.name, {}});
        if (space == Space::schema || space == Space::extension)
            a.phase = Analysis::Phase::prelude;
        a.defines.push_back(std::move(name));
    }

    // … ON table
    void hang_on_table(Name& name, std::size_t at) {
        for (std::size_t i = at; i + 1 < tokens_.size(); i++)
            if (word_at(i, "on")) {
                const std::vector<std::string> table = name_at(i + 1);
                if (!table.empty())
                    name.parent = table.back();
                if (table.size() > 1)
                    name.schema = table[table.size() - 2];
                return;
            }
    }

    std::vector<std::string> name_at(std::size_t i) const {
        std::vector<std::string> parts;
        for (; i < tokens_.size() && is_identifier(tokens_[i]); i += 2) {
            parts.push_back(identifier_value(sql_, tokens_[i]));
            if (i + 1 >= tokens_.size() || !is_punctuation(sql_, tokens_[i + 1], '.'))
                break;
        }
        return parts;
    }

    std::string_view sql_;
    std::vector<Token> tokens_;
};

} // namespace

Analysis analyse_unknown(std::string_view statement) { return Reader(statement).read(); }

} // namespace flux::source
