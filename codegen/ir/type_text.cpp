#include "ir/type_text.hpp"

#include <array>
#include <charconv>

namespace flux::gen {
namespace {

// The words of the standard, and what the catalog calls the type.
struct Spelling {
    std::string_view printed, name;
};
constexpr std::array<Spelling, 14> kSpellings = {{{"smallint", "int2"},
                                                  {"integer", "int4"},
                                                  {"bigint", "int8"},
                                                  {"real", "float4"},
                                                  {"double precision", "float8"},
                                                  {"boolean", "bool"},
                                                  {"character varying", "varchar"},
                                                  {"character", "bpchar"},
                                                  {"bit varying", "varbit"},
                                                  {"timestamp with time zone", "timestamptz"},
                                                  {"timestamp without time zone", "timestamp"},
                                                  {"time with time zone", "timetz"},
                                                  {"time without time zone", "time"},
                                                  {"decimal", "numeric"}}};

std::vector<int> numbers(std::string_view text) {
    std::vector<int> out;
    while (!text.empty()) {
        const auto comma = text.find(',');
        int value = 0;
        const std::string_view part = text.substr(0, comma);
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (error == std::errc() && end == part.data() + part.size()) out.push_back(value);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return out;
}

// The first opening parenthesis outside quotes.
std::size_t modifier_at(std::string_view text) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == '(' && !quoted) return i;
    }
    return std::string_view::npos;
}

} // namespace

std::vector<std::string> name_parts(std::string_view text) {
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            if (quoted && i + 1 < text.size() && text[i + 1] == '"')
                parts.back() += text[i++];
            else
                quoted = !quoted;
        } else if (text[i] == '.' && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += text[i];
        }
    }
    return parts;
}

QName qualified_name(std::string_view text) {
    const auto parts = name_parts(text);
    if (parts.size() == 1) return {"pg_catalog", parts[0]};
    return {parts[parts.size() - 2], parts.back()};
}

TypeRef parse_type(std::string_view text) {
    TypeRef type;
    while (text.size() > 2 && text.substr(text.size() - 2) == "[]") {
        type.array = true;
        text.remove_suffix(2);
    }
    std::string bare(text);
    const auto open = modifier_at(text);
    if (open != std::string_view::npos) {
        const auto close = text.find(')', open);
        type.modifiers = numbers(text.substr(open + 1, close - open - 1));
        bare = std::string(text.substr(0, open)) + std::string(text.substr(close + 1));
    }
    if (bare.starts_with("interval ")) bare = "interval"; // interval day to second
    type.name = qualified_name(bare);
    for (const Spelling& spelling : kSpellings)
        if (spelling.printed == bare) type.name.name = spelling.name;
    return type;
}

} // namespace flux::gen
