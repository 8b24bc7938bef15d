#include "ir/glob.hpp"

#include <algorithm>

namespace flux::gen {

bool glob(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '*') {
        const bool dots = pattern.starts_with("**");
        const std::string_view rest = pattern.substr(dots ? 2 : 1);
        for (std::size_t taken = 0;; ++taken) {
            if (glob(rest, text.substr(taken))) return true;
            if (taken == text.size() || (!dots && text[taken] == '.')) return false;
        }
    }
    if (text.empty() || (pattern[0] != '?' && pattern[0] != text[0])) return false;
    return glob(pattern.substr(1), text.substr(1));
}

bool matches_any(const std::vector<std::string>& patterns, const std::string& schema,
                 const std::string& name) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
        return glob(pattern, pattern.find('.') == std::string::npos ? name : schema + "." + name);
    });
}

} // namespace flux::gen
