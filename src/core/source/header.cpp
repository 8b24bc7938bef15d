#include "core/source/header.hpp"

#include <algorithm>
#include <array>

namespace flux::source {
namespace {

// Longer ones first: FOREIGN TABLE is no TABLE.
constexpr std::array<std::string_view, 35> kKinds = {"text search configuration",
                                                     "text search dictionary",
                                                     "text search template",
                                                     "text search parser",
                                                     "foreign data wrapper",
                                                     "materialized view",
                                                     "foreign table",
                                                     "event trigger",
                                                     "operator class",
                                                     "operator family",
                                                     "access method",
                                                     "constraint trigger",
                                                     "user mapping",
                                                     "table",
                                                     "view",
                                                     "index",
                                                     "sequence",
                                                     "type",
                                                     "domain",
                                                     "function",
                                                     "procedure",
                                                     "aggregate",
                                                     "operator",
                                                     "collation",
                                                     "conversion",
                                                     "statistics",
                                                     "schema",
                                                     "extension",
                                                     "trigger",
                                                     "policy",
                                                     "rule",
                                                     "publication",
                                                     "language",
                                                     "server",
                                                     "subscription"};

constexpr std::array<std::string_view, 14> kModifiers = {
    "or",     "replace", "global",  "local",      "temp",         "temporary", "unlogged", "recursive",
    "unique", "default", "trusted", "procedural", "concurrently", "snapshot"};

class Reader {
public:
    Reader(std::string_view sql, std::span<const Token> tokens) : sql_(sql), tokens_(tokens) {}

    std::optional<Header> read() {
        Header header;
        if (!word(0, "create") && !word(0, "alter")) return std::nullopt;
        header.verb = word(0, "create") ? Header::Verb::create : Header::Verb::alter;
        std::size_t at = 1;
        while (is_any(at, kModifiers)) at++;
        const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                       [&](std::string_view candidate) { return words(at, candidate); });
        if (kind == kKinds.end()) return std::nullopt;
        header.kind = *kind == "constraint trigger" ? "trigger" : std::string(*kind);
        at += static_cast<std::size_t>(1 + std::count(kind->begin(), kind->end(), ' '));
        static constexpr std::array<std::string_view, 5> kFillers = {"concurrently", "if", "not", "exists",
                                                                     "only"};
        while (is_any(at, kFillers)) at++;
        header.name_at = at;
        if (!(header.kind == "index" && word(at, "on"))) header.name = name_at(sql_, tokens_, at);
        header.after_name = at;
        if (header.kind == "trigger" || header.kind == "policy" || header.kind == "index" ||
            header.kind == "rule")
            header.on = table_of(at, header.kind == "rule");
        return header;
    }

private:
    bool word(std::size_t i, std::string_view lower) const {
        return i < tokens_.size() && is_word(sql_, tokens_[i], lower);
    }
    template <std::size_t size>
    bool is_any(std::size_t i, const std::array<std::string_view, size>& list) const {
        return std::any_of(list.begin(), list.end(), [&](std::string_view lower) { return word(i, lower); });
    }
    bool words(std::size_t i, std::string_view list) const {
        for (std::size_t space; (space = list.find(' ')) != std::string_view::npos;
             list.remove_prefix(space + 1))
            if (!word(i++, list.substr(0, space))) return false;
        return word(i, list);
    }

    // … ON [ONLY] table; of a rule: ON event TO table.
    std::vector<std::string> table_of(std::size_t at, bool is_rule) const {
        for (; at < tokens_.size(); at++) {
            if (!word(at, is_rule ? "to" : "on")) continue;
            at += word(at + 1, "only") ? 2 : 1;
            return name_at(sql_, tokens_, at);
        }
        return {};
    }

    std::string_view sql_;
    std::span<const Token> tokens_;
};

} // namespace

std::vector<std::string> name_at(std::string_view sql, std::span<const Token> tokens, std::size_t& at) {
    std::vector<std::string> parts;
    while (at < tokens.size() && is_identifier(tokens[at])) {
        parts.push_back(identifier_value(sql, tokens[at++]));
        if (at >= tokens.size() || !is_punctuation(sql, tokens[at], '.')) break;
        at++;
    }
    return parts;
}

std::optional<Header> header_of(std::string_view sql, std::span<const Token> tokens) {
    return Reader(sql, tokens).read();
}

} // namespace flux::source
