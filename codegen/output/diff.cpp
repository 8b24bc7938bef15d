#include "output/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace flux::gen {
namespace {

constexpr std::size_t kContext = 3;
// Beyond that many comparisons what lies between the common ends is shown as replaced.
constexpr std::size_t kMostWork = 16'000'000;

struct Line {
    char mark; // ' ', -, +
    std::string_view text;
};

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        out.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

using Lines = std::vector<std::string_view>;

// The longest common subsequence, from the end.
void middle(const Lines& a, const Lines& b, std::vector<Line>& out) {
    if (a.size() * b.size() > kMostWork) {
        for (const auto line : a) out.push_back({'-', line});
        for (const auto line : b) out.push_back({'+', line});
        return;
    }
    std::vector<std::vector<unsigned>> common(a.size() + 1, std::vector<unsigned>(b.size() + 1));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            common[i][j] =
                a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            out.push_back({' ', a[i]});
            ++i, ++j;
        } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
            out.push_back({'-', a[i++]});
        } else {
            out.push_back({'+', b[j++]});
        }
    }
}

std::vector<Line> compare(const Lines& a, const Lines& b) {
    std::size_t head = 0, tail = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    while (tail + head < a.size() && tail + head < b.size() &&
           a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    std::vector<Line> out;
    for (std::size_t i = 0; i < head; ++i) out.push_back({' ', a[i]});
    middle(Lines(a.begin() + static_cast<long>(head), a.end() - static_cast<long>(tail)),
           Lines(b.begin() + static_cast<long>(head), b.end() - static_cast<long>(tail)), out);
    for (std::size_t i = a.size() - tail; i < a.size(); ++i) out.push_back({' ', a[i]});
    return out;
}

std::string hunk(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
    const auto count = [&](std::size_t from, std::size_t to, char not_counted) {
        return std::count_if(lines.begin() + static_cast<long>(from), lines.begin() + static_cast<long>(to),
                             [&](const Line& line) { return line.mark != not_counted; });
    };
    const auto place = [&](char other) {
        const auto before = count(0, begin, other), length = count(begin, end, other);
        return fmt::format("{},{}", length == 0 ? before : before + 1, length);
    };
    std::string out = fmt::format("@@ -{} +{} @@\n", place('+'), place('-'));
    for (std::size_t i = begin; i < end; ++i) out += fmt::format("{}{}\n", lines[i].mark, lines[i].text);
    return out;
}

} // namespace

std::string unified_diff(const std::string& from, const std::string& to, const std::string& before,
                         const std::string& after) {
    if (before == after) return {};
    const auto lines = compare(split(before), split(after));
    std::string out = fmt::format("--- {}\n+++ {}\n", from, to);
    for (std::size_t i = 0; i < lines.size();) {
        if (lines[i].mark == ' ') {
            ++i;
            continue;
        }
        const std::size_t begin = i < kContext ? 0 : i - kContext;
        std::size_t last = i; // the last change that is near the one before
        for (std::size_t k = i; k < lines.size() && k <= last + 2 * kContext; ++k)
            if (lines[k].mark != ' ') last = k;
        const std::size_t end = std::min(lines.size(), last + kContext + 1);
        out += hunk(lines, begin, end);
        i = end;
    }
    return out;
}

} // namespace flux::gen
