#include "core/model/ignore.hpp"

#include <algorithm>

namespace flux {
namespace {

// The bytes of the UTF-8 character that text starts with.
std::size_t first_character(std::string_view text) {
    std::size_t n = 1;
    while (n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) ++n;
    return n;
}

} // namespace

// Where a % took too few characters, the last one is made to take one more; earlier ones need not.
bool like(std::string_view text, std::string_view pattern) {
    std::size_t t = 0, p = 0, star = std::string_view::npos, taken = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '%') {
            star = ++p;
            taken = t;
            continue;
        }
        const bool escaped = p + 1 < pattern.size() && pattern[p] == '\\';
        const std::size_t wide = first_character(text.substr(t));
        if (p < pattern.size() && !escaped && pattern[p] == '_') {
            t += wide;
            ++p;
        } else if (p < pattern.size() && text[t] == pattern[p + escaped]) {
            ++t;
            p += 1 + escaped;
        } else if (star != std::string_view::npos) {
            taken += first_character(text.substr(taken));
            t = taken;
            p = star;
        } else {
            return false;
        }
    }
    return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(), [](char c) { return c == '%'; });
}

bool ignored(const std::vector<IgnoreRule>& rules, std::string_view kind, const Identity& id) {
    return std::any_of(rules.begin(), rules.end(), [&](const IgnoreRule& rule) {
        return like(kind, rule.kind) && like(id.schema, rule.schema) && like(id.name, rule.name);
    });
}

} // namespace flux
