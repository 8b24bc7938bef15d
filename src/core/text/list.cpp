#include "core/text/list.hpp"

namespace flux {

namespace {

constexpr std::size_t kWidth = 100;

} // namespace

std::string join(const std::vector<std::string>& items, const char* separator) {
    std::string out;
    for (const std::string& item : items) {
        if (!out.empty()) out += separator;
        out += item;
    }
    return out;
}

std::string with_list(std::string head, const std::vector<std::string>& items, const char* gap) {
    const std::string line = join(items);
    const std::size_t start = head.rfind('\n') == std::string::npos ? 0 : head.rfind('\n') + 1;
    if (line.find('\n') == std::string::npos && head.size() - start + line.size() + 3 <= kWidth)
        return head + gap + "(" + line + ")";
    return head + gap + "(\n    " + join(items, ",\n    ") + "\n)";
}

} // namespace flux
