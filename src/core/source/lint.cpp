#include "core/source/lint.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/source/analysis.hpp"
#include "core/source/lexer.hpp"
#include "core/source/pg_query.hpp"
#include "core/source/resolve.hpp"
#include "core/text/quote.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

std::string shown(const Name& name) {
    std::string out = quote_ident(name.name);
    if (!name.parent.empty()) return out + " on " + (name.schema.empty() ? "" : quote_ident(name.schema) + ".") + quote_ident(name.parent);
    return name.schema.empty() ? out : quote_ident(name.schema) + "." + out;
}

// The names that only one object can have, whatever its arguments.
bool is_single(Space space) {
    return space == Space::relation || space == Space::type || space == Space::trigger || space == Space::policy || space == Space::rule ||
           space == Space::collation || space == Space::statistics || space == Space::publication || space == Space::event_trigger;
}

class Linter {
public:
    Linter(std::span<const Line> statements, std::string_view default_schema) : statements_(statements), default_schema_(default_schema) {
        for (const Line& statement : statements) {
            analyses_.push_back(analyse(statement.text));
            tokens_.push_back(lex(statement.text));
        }
    }

    std::vector<Remark> run(bool buildable) {
        find_duplicates();
        find_unknown(buildable);
        for (std::size_t i = 0; i < statements_.size(); ++i) {
            find_folded(i);
            find_reserved(i);
        }
        std::stable_sort(remarks_.begin(), remarks_.end(), [](const Remark& a, const Remark& b) { return a.line < b.line; });
        return std::move(remarks_);
    }

private:
    bool says(std::size_t statement, std::string_view first, std::string_view second) const {
        const std::string& text = statements_[statement].text;
        const auto& tokens = tokens_[statement];
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
            if (is_word(text, tokens[i], first) && is_word(text, tokens[i + 1], second)) return true;
        return false;
    }

    bool spells(std::size_t statement, const std::string& name) const {
        const std::string& text = statements_[statement].text;
        return std::any_of(tokens_[statement].begin(), tokens_[statement].end(), [&](const Token& token) {
            return is_identifier(token) && identifier_value(text, token) == name;
        });
    }

    // What a CREATE names itself: no names that the server makes up, and no types that come with relations.
    std::vector<Name> created(std::size_t statement) const {
        const Analysis& a = analyses_[statement];
        std::vector<Name> out;
        const auto is_relation = [&](const Name& type) {
            return std::any_of(a.defines.begin(), a.defines.end(), [&](const Name& other) {
                return other.space == Space::relation && other.schema == type.schema && other.name == type.name;
            });
        };
        for (const Name& name : a.defines)
            if (spells(statement, name.name) && (name.space != Space::type || !is_relation(name)))
                out.push_back(name);
        return out;
    }

    Name placed(Name name) const {
        if (name.schema.empty() && has_schema(name.space)) name.schema = default_schema_;
        return name;
    }

    void find_duplicates() {
        std::set<Name> dropped;
        for (const Analysis& a : analyses_)
            for (const Name& name : a.drops) dropped.insert(placed(name));
        std::map<Name, int> first;
        for (std::size_t i = 0; i < statements_.size(); ++i) {
            if (says(i, "or", "replace") || says(i, "if", "not")) continue;
            for (const Name& name : created(i)) {
                if (!is_single(name.space)) continue;
                const auto [at, fresh] = first.emplace(placed(name), statements_[i].line);
                if (!fresh && !dropped.contains(at->first))
                    remarks_.push_back({statements_[i].line, "duplicate", "error", shown(name) + " is declared already",
                                        "Line " + std::to_string(at->second) + " declares it."});
            }
        }
    }

    // Only what names a schema in which the source declares something: what else there is, the source does not say.
    void find_unknown(bool buildable) {
        std::vector<Analysis> all(analyses_.begin(), analyses_.end());
        const Resolver names(all, default_schema_);
        std::set<std::string> schemas;
        bool extensions = false;
        for (const Analysis& a : analyses_)
            for (const Name& name : a.defines) {
                if (has_schema(name.space)) schemas.insert(name.schema);
                extensions = extensions || name.space == Space::extension;
            }
        const auto look = [&](std::size_t i, const Name& name, const char* severity, const char* where) {
            const bool asked = name.space == Space::relation || (!extensions && (name.space == Space::type || name.space == Space::routine));
            if (asked && !name.schema.empty() && schemas.contains(name.schema) && !names.used(i, name))
                remarks_.push_back({statements_[i].line, "unknown_name", severity, shown(name) + " is not declared" + where,
                                    "Declare it, or mend the name."});
        };
        for (std::size_t i = 0; i < statements_.size(); ++i) {
            for (const auto* needs : {&analyses_[i].needs, &analyses_[i].foreign_key_needs})
                if (!buildable)
                    for (const Name& name : *needs) look(i, name, "error", "");
            for (const Name& name : analyses_[i].soft_needs) look(i, name, "warning", ", and a body names it");
        }
    }

    // customerId: nobody writes it so and means customerid.
    void find_folded(std::size_t i) {
        std::set<std::string_view> told;
        for (const Token& token : tokens_[i]) {
            if (token.kind != TokenKind::word) continue;
            const std::string_view word = text_of(statements_[i].text, token);
            bool humps = false;
            for (std::size_t c = 1; c < word.size(); ++c)
                humps = humps || (word[c] >= 'A' && word[c] <= 'Z' && word[c - 1] >= 'a' && word[c - 1] <= 'z');
            if (humps && told.insert(word).second)
                remarks_.push_back({line_at(i, token.start), "folded_name", "advice", std::string(word) + " means " + to_lower(word),
                                    "Names without double quotes fold to lower case."});
        }
    }

    // Quoted here, and quoted wherever it is used from now on.
    void find_reserved(std::size_t i) {
        for (const Name& name : created(i))
            if ((name.space == Space::relation || name.space == Space::routine) && is_reserved(name))
                remarks_.push_back({statements_[i].line, "reserved_word", "advice", shown(name) + " is a reserved word",
                                    "Whoever uses it must write it in double quotes. Another name spares them that."});
    }

    static bool is_reserved(const Name& name) {
        const bool plain = std::all_of(name.name.begin(), name.name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
        return plain && !parse_text(name.space == Space::routine ? "SELECT " + name.name + "()" : "TABLE " + name.name);
    }

    int line_at(std::size_t i, std::size_t offset) const {
        const std::string& text = statements_[i].text;
        return statements_[i].line + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    }

    std::span<const Line> statements_;
    std::string default_schema_;
    std::vector<Analysis> analyses_;
    std::vector<std::vector<Token>> tokens_;
    std::vector<Remark> remarks_;
};

std::string key_of(char sort, const std::string& schema, const std::string& name) { return sort + quote_qualified(schema, name); }

} // namespace

std::vector<Remark> lint(std::span<const Line> statements, std::string_view default_schema, bool buildable) {
    return Linter(statements, default_schema).run(buildable);
}

DefinedAt::DefinedAt(std::span<const Line> statements, std::string_view default_schema) {
    for (const Line& statement : statements)
        for (const Name& name : analyse(statement.text).defines) {
            if (name.space != Space::relation && name.space != Space::routine) continue;
            const char sort = name.space == Space::relation ? 'r' : 'f';
            lines_.emplace_back(key_of(sort, name.schema.empty() ? std::string(default_schema) : name.schema, name.name), statement.line);
        }
    std::stable_sort(lines_.begin(), lines_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

int DefinedAt::find(char sort, const std::string& schema, const std::string& name) const {
    const std::string key = key_of(sort, schema, name);
    const auto at = std::lower_bound(lines_.begin(), lines_.end(), key, [](const auto& line, const std::string& k) { return line.first < k; });
    return at != lines_.end() && at->first == key ? at->second : 1;
}

int DefinedAt::relation(const std::string& schema, const std::string& name) const { return find('r', schema, name); }

int DefinedAt::routine(const std::string& schema, const std::string& name) const { return find('f', schema, name); }

} // namespace flux::source
