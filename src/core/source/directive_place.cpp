#include "core/source/directive_place.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/error.hpp"
#include "core/source/header.hpp"
#include "core/source/tree.hpp"

namespace flux::source {
namespace {

struct ObjectKind {
    std::string_view word;
    Kind kind;
};
constexpr std::array<ObjectKind, 30> kObjectKinds = {{{"schema", Kind::schema},
                                                      {"table", Kind::table},
                                                      {"view", Kind::view},
                                                      {"materialized view", Kind::materialized_view},
                                                      {"index", Kind::index},
                                                      {"sequence", Kind::sequence},
                                                      {"type", Kind::composite_type},
                                                      {"domain", Kind::domain},
                                                      {"function", Kind::function},
                                                      {"procedure", Kind::procedure},
                                                      {"aggregate", Kind::aggregate},
                                                      {"trigger", Kind::trigger},
                                                      {"policy", Kind::policy},
                                                      {"rule", Kind::rule},
                                                      {"statistics", Kind::statistics},
                                                      {"language", Kind::language},
                                                      {"event trigger", Kind::event_trigger},
                                                      {"collation", Kind::collation},
                                                      {"conversion", Kind::conversion},
                                                      {"operator family", Kind::operator_family},
                                                      {"operator class", Kind::operator_class},
                                                      {"text search parser", Kind::text_search_parser},
                                                      {"text search template", Kind::text_search_template},
                                                      {"text search dictionary", Kind::text_search_dictionary},
                                                      {"text search configuration", Kind::text_search_configuration},
                                                      {"foreign data wrapper", Kind::foreign_data_wrapper},
                                                      {"server", Kind::server},
                                                      {"foreign table", Kind::foreign_table},
                                                      {"publication", Kind::publication},
                                                      {"subscription", Kind::subscription}}};

// One entry of a list: tokens [first, last).
struct Entry {
    std::size_t first, last;
};

class Locator {
public:
    Locator(std::string_view source, std::span<const Token> tokens, int line)
        : source_(source), tokens_(tokens), line_(line) {}

    Place locate(const Token& comment, std::size_t before) {
        const std::optional<Header> header = header_of(source_, tokens_);
        if (!header) fail("the directive stands at a statement that creates nothing");
        header_ = *header;
        const std::vector<Entry> entries = this->entries();
        if (before == 0) return whole(entries);
        const bool ends_line = before == tokens_.size() || breaks(comment.end, tokens_[before].start);
        const bool same_line = !breaks(tokens_[before - 1].end, comment.start);
        if (!same_line || !ends_line) {
            if (before <= header_.name_at) return whole(entries);
            for (const Entry& entry : entries)
                if (entry.first == before) return part(entry);
        }
        if (same_line) return behind(entries, comment, before);
        fail("the directive stands before nothing that it could be about",
             "It belongs right before an object or column, or at the end of its line.");
    }

private:
    [[noreturn]] void fail(const std::string& why, const std::string& hint = {}) const {
        throw Error(ErrorCode::syntax_error, "line " + std::to_string(line_) + " of the source: " + why, {},
                    hint, line_);
    }

    bool breaks(std::size_t from, std::size_t to) const {
        return source_.substr(from, to - from).find('\n') != std::string_view::npos;
    }
    bool word(std::size_t i, std::string_view lower) const {
        return i < tokens_.size() && is_word(source_, tokens_[i], lower);
    }
    bool punctuation(std::size_t i, char c) const {
        return i < tokens_.size() && is_punctuation(source_, tokens_[i], c);
    }
    bool is_table() const { return header_.kind == "table" || header_.kind == "foreign table"; }
    bool is_enum() const {
        return header_.kind == "type" && word(header_.after_name, "as") &&
               word(header_.after_name + 1, "enum");
    }
    bool is_composite() const {
        return header_.kind == "type" && word(header_.after_name, "as") &&
               punctuation(header_.after_name + 1, '(');
    }

    bool is_base() const { return header_.kind == "type" && punctuation(header_.after_name, '('); }

    // At the end of a line: the last entry that has a token on it; else the statement, where it starts or
    // ends there.
    Place behind(const std::vector<Entry>& entries, const Token& comment, std::size_t before) const {
        const bool in_list = !entries.empty() && before <= entries.back().last;
        for (auto entry = entries.rbegin(); in_list && entry != entries.rend(); ++entry)
            if (entry->first < before &&
                !breaks(tokens_[std::min(entry->last, before) - 1].end, comment.start))
                return part(*entry);
        const bool at_end = before >= tokens_.size();
        const bool at_head = !breaks(tokens_[header_.name_at].start, comment.start);
        if (!at_end && !at_head)
            fail("the directive stands behind nothing that it could be about",
                 "It belongs right before an object or column, or at the end of its line.");
        return whole(entries);
    }

    // The columns and constraints of CREATE TABLE, the attributes or labels of CREATE TYPE, the commands of
    // ALTER.
    std::vector<Entry> entries() const {
        if (header_.verb == Header::Verb::alter) return split(header_.after_name, tokens_.size());
        const bool has_list = is_table() || is_enum() || is_composite();
        if (!has_list) return {};
        std::size_t open = header_.after_name;
        while (open < tokens_.size() && !punctuation(open, '(')) {
            if (is_table() && (word(open, "as") || word(open, "values") || word(open, "by")))
                return {};
            open++;
        }
        std::size_t close = open + 1;
        for (int depth = 1; close < tokens_.size(); close++) {
            depth += punctuation(close, '(') ? 1 : punctuation(close, ')') ? -1 : 0;
            if (depth == 0) break;
        }
        return open < tokens_.size() ? split(open + 1, close) : std::vector<Entry>();
    }

    std::vector<Entry> split(std::size_t first, std::size_t last) const {
        std::vector<Entry> entries;
        int depth = 0;
        for (std::size_t i = first, from = first; i <= last; i++) {
            if (i < last)
                depth += (punctuation(i, '(') || punctuation(i, '[')) -
                         (punctuation(i, ')') || punctuation(i, ']'));
            if (i != last && !(depth == 0 && punctuation(i, ','))) continue;
            if (from < i) entries.push_back({from, i});
            from = i + 1;
        }
        return entries;
    }

    Place whole(const std::vector<Entry>& entries) const {
        if (header_.verb == Header::Verb::alter) {
            if (entries.size() != 1)
                fail("the directive stands before an ALTER of several things",
                     "Put it right before the one it is about.");
            return part(entries.front());
        }
        const auto* found =
            std::find_if(kObjectKinds.begin(), kObjectKinds.end(),
                         [&](const ObjectKind& candidate) { return candidate.word == header_.kind; });
        if (found == kObjectKinds.end() || header_.name.empty())
            fail(header_.name.empty() ? "what the directive is about has no name"
                                      : "a directive cannot be about " + header_.kind + "s");
        Kind kind = found->kind;
        if (header_.kind == "type")
            kind = is_enum()        ? Kind::enum_type
                   : is_composite() ? Kind::composite_type
                   : is_base()      ? Kind::base_type
                                    : Kind::range_type;
        Identity object = identity(kind);
        if (!header_.on.empty()) {
            const Name table = name_of(Name::Space::relation, header_.on);
            object.schema = table.schema;
            object.parent = table.name;
        }
        return {object, {}};
    }

    Identity identity(Kind kind) const {
        const Name name = name_of(Name::Space::relation, header_.name);
        return {kind, name.schema, {}, name.name, {}};
    }

    Identity child(Kind kind, const std::string& name) const {
        const Name parent = name_of(Name::Space::relation, header_.name);
        return {kind, parent.schema, parent.name, name, {}};
    }

    Place part(const Entry& entry) const {
        if (header_.verb == Header::Verb::alter) return added(entry);
        if (is_enum()) {
            if (tokens_[entry.first].kind != TokenKind::string) fail("the directive stands at no label");
            return {identity(Kind::enum_type), string_value(source_, tokens_[entry.first])};
        }
        if (is_composite()) return {identity(Kind::composite_type), column_name(entry.first)};
        return column_or_constraint(entry.first, entry.last);
    }

    // ALTER TABLE … ADD [COLUMN] c, ADD CONSTRAINT c, ALTER COLUMN c TYPE; ALTER TYPE … ADD VALUE 'x', ADD
    // ATTRIBUTE a.
    Place added(const Entry& entry) const {
        std::size_t at = entry.first;
        const bool adds = word(at, "add"), alters = word(at, "alter");
        at++;
        for (const std::string_view filler : {"column", "attribute", "value", "if", "not", "exists"})
            if (word(at, filler)) at++;
        if (header_.kind == "type" && adds && at < entry.last && tokens_[at].kind == TokenKind::string)
            return {identity(Kind::enum_type), string_value(source_, tokens_[at])};
        if (header_.kind == "type" && adds && at < entry.last)
            return {identity(Kind::composite_type), column_name(at)};
        if (is_table() && at < entry.last && (adds || alters))
            return column_or_constraint(at, entry.last);
        if (header_.kind == "domain" && adds && word(at, "constraint") && at + 1 < entry.last)
            return {child(Kind::domain_constraint, column_name(at + 1)), {}};
        fail("the directive stands at an ALTER that adds nothing it could be about");
    }

    Place column_or_constraint(std::size_t first, std::size_t last) const {
        static constexpr std::array<std::string_view, 6> kUnnamed = {"primary", "unique",  "check",
                                                                     "foreign", "exclude", "like"};
        if (std::any_of(kUnnamed.begin(), kUnnamed.end(), [&](std::string_view w) { return word(first, w); }))
            fail("what the directive is about has no name", "Name the constraint: CONSTRAINT name …");
        if (!word(first, "constraint")) return {child(Kind::column, column_name(first)), {}};
        const bool is_foreign = first + 2 < last && word(first + 2, "foreign");
        return {child(is_foreign ? Kind::foreign_key : Kind::constraint, column_name(first + 1)), {}};
    }

    std::string column_name(std::size_t at) const {
        if (at >= tokens_.size() || !is_identifier(tokens_[at]))
            fail("the directive stands at nothing that has a name");
        return identifier_value(source_, tokens_[at]);
    }

    std::string_view source_;
    std::span<const Token> tokens_;
    int line_;
    Header header_;
};

} // namespace

Place place_of(std::string_view source, std::span<const Token> statement, const Token& comment,
               std::size_t before, int line) {
    return Locator(source, statement, line).locate(comment, before);
}

} // namespace flux::source
