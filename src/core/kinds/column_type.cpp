#include "core/kinds/column_type.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

namespace flux::kinds {
namespace {

struct Type {
    std::string base;
    std::vector<int> modifiers;
    bool has_modifiers = false;
    bool array = false;
    bool built_in = true;
};

std::vector<int> numbers(std::string_view text) {
    std::vector<int> out;
    while (!text.empty()) {
        int value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc()) return {};
        out.push_back(value);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (!text.empty()) text.remove_prefix(1);
    }
    return out;
}

// As format_type prints it. With an empty search_path a dot tells the types that are not built in.
Type parse(std::string text) {
    Type out;
    if (text.ends_with("[]")) {
        out.array = true;
        text.resize(text.size() - 2);
    }
    out.built_in = text.find('.') == std::string::npos;
    const auto open = text.rfind('(');
    const auto close = open == std::string::npos ? open : text.find(')', open);
    if (close != std::string::npos && (out.built_in || close + 1 == text.size())) {
        out.has_modifiers = true;
        out.modifiers = numbers(std::string_view(text).substr(open + 1, close - open - 1));
        text.erase(open, close + 1 - open);
    }
    if (out.built_in && text.starts_with("interval ")) {
        out.has_modifiers = true;
        out.modifiers.clear(); // fields beside the precision: not compared
        text = "interval";
    }
    out.base = text;
    return out;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

constexpr auto kStrings =
    std::to_array<std::string_view>({"text", "character varying", "character", "name", "\"char\""});
constexpr auto kNumbers =
    std::to_array<std::string_view>({"smallint", "integer", "bigint", "numeric", "real", "double precision"});

struct Pair {
    std::string_view from, to;
};

template <std::size_t N>
bool among(const std::array<Pair, N>& list, const Type& from, const Type& to) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Pair& pair) { return pair.from == from.base && pair.to == to.base; });
}

// Implicit and assignment casts of pg_cast beyond those among numbers and to strings; 14 to 18 alike.
constexpr auto kAssigned = std::to_array<Pair>({
    {"bit", "bit varying"},
    {"bit varying", "bit"},
    {"box", "circle"},
    {"box", "polygon"},
    {"cidr", "inet"},
    {"date", "timestamp with time zone"},
    {"date", "timestamp without time zone"},
    {"inet", "cidr"},
    {"integer", "money"},
    {"bigint", "money"},
    {"numeric", "money"},
    {"money", "numeric"},
    {"interval", "time without time zone"},
    {"json", "jsonb"},
    {"jsonb", "json"},
    {"macaddr", "macaddr8"},
    {"macaddr8", "macaddr"},
    {"oid", "integer"},
    {"oid", "bigint"},
    {"smallint", "oid"},
    {"integer", "oid"},
    {"bigint", "oid"},
    {"oid", "regclass"},
    {"regclass", "oid"},
    {"time with time zone", "time without time zone"},
    {"time without time zone", "interval"},
    {"time without time zone", "time with time zone"},
    {"timestamp with time zone", "date"},
    {"timestamp with time zone", "time with time zone"},
    {"timestamp with time zone", "time without time zone"},
    {"timestamp with time zone", "timestamp without time zone"},
    {"timestamp without time zone", "date"},
    {"timestamp without time zone", "time without time zone"},
    {"timestamp without time zone", "timestamp with time zone"},
});

// Explicit casts that a trip over text would not do as well.
constexpr auto kExplicit = std::to_array<Pair>({
    {"integer", "boolean"},
    {"boolean", "integer"},
    {"integer", "bit"},
    {"bigint", "bit"},
    {"bit", "integer"},
    {"bit", "bigint"},
    {"jsonb", "boolean"},
    {"jsonb", "numeric"},
    {"jsonb", "smallint"},
    {"jsonb", "integer"},
    {"jsonb", "bigint"},
    {"jsonb", "real"},
    {"jsonb", "double precision"},
    {"integer", "\"char\""},
    {"\"char\"", "integer"},
    {"bytea", "smallint"},
    {"bytea", "integer"},
    {"bytea", "bigint"},
    {"smallint", "bytea"},
    {"integer", "bytea"},
    {"bigint", "bytea"},
});

// Every value of the first is one of the second.
constexpr auto kWider = std::to_array<Pair>({
    {"smallint", "integer"},
    {"smallint", "bigint"},
    {"integer", "bigint"},
    {"smallint", "numeric"},
    {"integer", "numeric"},
    {"bigint", "numeric"},
    {"smallint", "real"},
    {"smallint", "double precision"},
    {"integer", "double precision"},
    {"real", "double precision"},
    {"date", "timestamp without time zone"},
    {"cidr", "inet"},
    {"macaddr", "macaddr8"},
    {"jsonb", "json"},
    {"time without time zone", "interval"},
    {"boolean", "integer"},
    {"bit", "bit varying"},
    {"integer", "oid"},
    {"smallint", "oid"},
});

// The same bytes on disk.
constexpr auto kBinary = std::to_array<Pair>({
    {"character varying", "text"},
    {"text", "character varying"},
    {"cidr", "inet"},
    {"integer", "oid"},
    {"oid", "integer"},
    {"oid", "regclass"},
    {"regclass", "oid"},
});

bool is_string(const Type& type) {
    return type.built_in && among(kStrings, type.base);
}

std::string using_expression(const std::string& column, const Type& from, const Type& to,
                             const std::string& to_text) {
    if (from.base == to.base && from.array == to.array) return {};
    if (from.array == to.array) {
        if (is_string(to)) return {};
        if (from.built_in && to.built_in) {
            if (among(kNumbers, from.base) && among(kNumbers, to.base)) return {};
            if (among(kAssigned, from, to)) return {};
            if (among(kExplicit, from, to)) return column + "::" + to_text;
        }
        if (is_string(from)) return column + "::" + to_text;
    }
    if (!to.array && is_string(to)) return {};
    return column + "::text::" + to_text;
}

// A limit on a length or precision that stays or grows.
bool widens(const Type& from, const Type& to) {
    if (!to.has_modifiers) return true;
    if (!from.has_modifiers || from.modifiers.empty() || to.modifiers.size() != from.modifiers.size())
        return false;
    if (from.base != "numeric") return to.modifiers[0] >= from.modifiers[0];
    if (from.modifiers.size() != 2) return false;
    return to.modifiers[1] >= from.modifiers[1] &&
           to.modifiers[0] - to.modifiers[1] >= from.modifiers[0] - from.modifiers[1];
}

TypeChange of_same_base(const Type& from, const Type& to) {
    const bool wider = widens(from, to);
    bool kept = wider && from.base != "character" && from.base != "bit" && !from.array && from.built_in;
    if (from.base == "numeric" && to.has_modifiers && from.modifiers.size() == 2 && to.modifiers.size() == 2)
        kept = kept && from.modifiers[1] == to.modifiers[1];
    if (from.base == to.base && from.has_modifiers == to.has_modifiers && from.modifiers == to.modifiers &&
        wider)
        kept = true; // only the collation differs
    return {.rewrites = !kept, .loses = !wider};
}

bool loses(const Type& from, const Type& to) {
    if (from.array != to.array) return !(is_string(to) && !to.array && !to.has_modifiers);
    if (to.has_modifiers) return true;
    if (is_string(to)) return to.base == "name" || to.base == "\"char\"" || to.base == "character";
    return !from.built_in || !to.built_in || !among(kWider, from, to);
}

} // namespace

TypeChange type_change(const std::string& column, const std::string& from_text, const std::string& to_text,
                       bool rebuilt) {
    const Type from = parse(from_text), to = parse(to_text);
    // What is built in is never built anew, but its collation can be.
    if (from.base == to.base && from.array == to.array && (!rebuilt || from.built_in)) return of_same_base(from, to);
    TypeChange out;
    out.using_expression =
        from.base == to.base ? column + "::text::" + to_text : using_expression(column, from, to, to_text);
    out.rewrites = rebuilt || from.array || to.array || to.has_modifiers || !among(kBinary, from, to);
    // What a type built anew may lose is told by the type's own step, by losses_of.
    out.loses = from.base == to.base && from.array == to.array ? false : loses(from, to);
    return out;
}

std::vector<Hazard> losses_of(const std::string& from, const std::string& to) {
    const bool loses = from != to && type_change("", from, to, false).loses;
    return loses ? std::vector<Hazard>{Hazard::data_loss} : std::vector<Hazard>{};
}

} // namespace flux::kinds
