#include "names/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <utility>

namespace flux::gen {
namespace {

// Letters (and the digits of other scripts) by block: what every target language takes anywhere in a name.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 19> kLetters = {{{0xAA, 0xAA},
                                                                               {0xB5, 0xB5},
                                                                               {0xBA, 0xBA},
                                                                               {0xC0, 0xD6},
                                                                               {0xD8, 0xF6},
                                                                               {0xF8, 0x2C1},
                                                                               {0x370, 0x373},
                                                                               {0x376, 0x377},
                                                                               {0x388, 0x3FF},
                                                                               {0x400, 0x481},
                                                                               {0x48A, 0x52F},
                                                                               {0x531, 0x556},
                                                                               {0x561, 0x587},
                                                                               {0x5D0, 0x5EA},
                                                                               {0x620, 0x64A},
                                                                               {0x904, 0x939},
                                                                               {0x1E00, 0x1F15},
                                                                               {0x3041, 0x3096},
                                                                               {0x30A1, 0x30FA}}};
// Small letters whose capitals stand at one distance, below 0x800: Latin, Greek, Cyrillic, Armenian.
struct Capitals {
    std::uint32_t first, last, distance;
};
constexpr std::array<Capitals, 7> kCapitals = {{{0xE0, 0xF6, 0x20},
                                                {0xF8, 0xFE, 0x20},
                                                {0x3B1, 0x3C1, 0x20},
                                                {0x3C3, 0x3C9, 0x20},
                                                {0x430, 0x44F, 0x20},
                                                {0x450, 0x45F, 0x50},
                                                {0x561, 0x586, 0x30}}};
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 2> kIdeographs = {
    {{0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}}};

struct Point {
    std::uint32_t code;
    std::string_view bytes;
};

Point next(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const std::string_view bytes = text.substr(at, length);
    std::uint32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < bytes.size(); ++i)
        code = code << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
    at += bytes.size();
    return {code, bytes};
}

bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool letter(const Point& point) {
    if (point.code < 0x80) return upper(point.bytes[0]) || lower(point.bytes[0]);
    const auto holds = [&](const auto& range) {
        return point.code >= range.first && point.code <= range.second;
    };
    return std::any_of(kLetters.begin(), kLetters.end(), holds) ||
           std::any_of(kIdeographs.begin(), kIdeographs.end(), holds);
}

std::string hex(std::uint32_t code) {
    char out[12];
    std::snprintf(out, sizeof out, "u%04x", code);
    return out;
}

// A word begins at a capital after a small letter, and at the last capital of a run before a small one.
bool boundary(std::string_view name, std::size_t at) {
    if (at == 0 || !upper(name[at])) return false;
    const char before = name[at - 1];
    if (lower(before) || digit(before)) return true;
    return upper(before) && at + 1 < name.size() && lower(name[at + 1]);
}

std::string lowered(std::string word) {
    for (char& c : word)
        if (upper(c)) c = static_cast<char>(c - 'A' + 'a');
    return word;
}
std::string raised(std::string word) {
    for (char& c : word)
        if (lower(c)) c = static_cast<char>(c - 'a' + 'A');
    return word;
}
std::string titled(std::string word) {
    word = lowered(std::move(word));
    if (!word.empty() && lower(word[0])) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

} // namespace

std::vector<std::string> words(std::string_view name) {
    std::vector<std::string> out;
    bool fresh = true;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t start = at;
        const Point point = next(name, at);
        if (letter(point) || (point.code < 0x80 && digit(point.bytes[0]))) {
            if (fresh || boundary(name, start)) out.emplace_back();
            out.back() += point.bytes;
            fresh = false;
        } else {
            if (point.code >= 0x80) out.push_back(hex(point.code));
            fresh = true;
        }
    }
    return out;
}

std::string to_case(std::string_view name, Case style) {
    return to_case(name, style, {});
}

std::string to_case(std::string_view name, Case style, const std::vector<std::string>& initialisms) {
    std::string out;
    for (const std::string& word : words(name)) {
        const bool first = out.empty();
        const bool whole =
            std::find(initialisms.begin(), initialisms.end(), lowered(word)) != initialisms.end();
        if (style == Case::snake || style == Case::upper_snake || style == Case::kebab) {
            if (!first) out += style == Case::kebab ? '-' : '_';
            out += style == Case::upper_snake ? raised(word) : lowered(word);
        } else if (style == Case::camel && first) {
            out += lowered(word);
        } else {
            // 1 and 2 side by side must not read as 12.
            if (!first && digit(out.back()) && digit(word[0])) out += '_';
            out += whole ? raised(word) : titled(word);
        }
    }
    return out;
}

std::string capitalised(std::string name) {
    if (name.empty()) return name;
    if (lower(name[0])) name[0] = static_cast<char>(name[0] - 'a' + 'A');
    std::size_t at = 0;
    const Point point = next(name, at);
    for (const Capitals& range : kCapitals)
        if (point.code >= range.first && point.code <= range.last) {
            const std::uint32_t capital = point.code - range.distance;
            name[0] = static_cast<char>(0xC0U | capital >> 6);
            name[1] = static_cast<char>(0x80U | (capital & 0x3FU));
        }
    return name;
}

bool has_capital(std::string_view name) {
    if (name.empty()) return false;
    std::size_t at = 0;
    const Point point = next(name, at);
    return upper(name[0]) || std::any_of(kCapitals.begin(), kCapitals.end(), [&](const Capitals& range) {
               return point.code >= range.first - range.distance && point.code <= range.last - range.distance;
           });
}

bool is_identifier(std::string_view name) {
    if (name.empty() || digit(name[0])) return false;
    for (std::size_t at = 0; at < name.size();) {
        const Point point = next(name, at);
        const bool plain = point.code < 0x80 && (point.bytes[0] == '_' || digit(point.bytes[0]));
        if (!plain && !letter(point)) return false;
    }
    return true;
}

bool is_ascii_identifier(std::string_view name) {
    return is_identifier(name) &&
           std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string to_identifier(std::string_view name) {
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const Point point = next(name, at);
        const bool plain = point.code < 0x80 && digit(point.bytes[0]);
        if (letter(point) || plain || point.code == '_')
            out += point.bytes;
        else
            out += point.code < 0x80 ? "_" : hex(point.code);
    }
    if (out.empty() || digit(out[0])) out.insert(0, "_");
    return out;
}

} // namespace flux::gen
