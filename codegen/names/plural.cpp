#include "names/plural.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace flux::gen {
namespace {

constexpr std::array<std::string_view, 46> kUnchanged = {
    "access",   "address",  "alias",    "analysis", "apparatus", "atlas",  "basis",   "bias",
    "bonus",    "bus",      "business", "campus",   "canvas",    "census", "chaos",   "class",
    "compass",  "corps",    "cosmos",   "crisis",   "data",      "dns",    "focus",   "gas",
    "glass",    "ids",      "lens",     "loss",     "mass",      "media",  "news",    "pass",
    "process",  "progress", "radius",   "series",   "species",   "status", "success", "surplus",
    "synopsis", "tennis",   "us",       "virus",    "plus",      "has"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kIrregular = {
    {{"people", "person"},
     {"children", "child"},
     {"men", "man"},
     {"women", "woman"},
     {"mice", "mouse"},
     {"geese", "goose"},
     {"teeth", "tooth"},
     {"feet", "foot"},
     {"indices", "index"},
     {"vertices", "vertex"},
     {"matrices", "matrix"},
     {"analyses", "analysis"},
     {"crises", "crisis"},
     {"movies", "movie"},
     {"cookies", "cookie"},
     {"criteria", "criterion"},
     {"leaves", "leaf"}}};
// The ending, and what stands for it; the first that fits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kEndings = {{{"sses", "ss"},
                                                                                     {"ches", "ch"},
                                                                                     {"shes", "sh"},
                                                                                     {"xes", "x"},
                                                                                     {"zzes", "zz"},
                                                                                     {"ies", "y"},
                                                                                     {"uses", "us"},
                                                                                     {"ss", "ss"},
                                                                                     {"us", "us"},
                                                                                     {"is", "is"},
                                                                                     {"s", ""}}};

std::string lower_word(std::string_view word) {
    std::string out(word);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

std::string singular_word(const std::string& word) {
    const std::string low = lower_word(word);
    if (std::find(kUnchanged.begin(), kUnchanged.end(), low) != kUnchanged.end() || low.size() < 3)
        return word;
    for (const auto& [many, one] : kIrregular)
        if (low == many) return word.substr(0, 1) + std::string(one.substr(1));
    for (const std::string_view stem :
         {"cause", "clause", "course", "expense", "house", "license", "phase", "purchase", "release",
          "response", "use", "warehouse", "base", "case", "database", "lease", "increase"})
        if (low == std::string(stem) + "s") return word.substr(0, word.size() - 1);
    for (const auto& [many, one] : kEndings)
        if (low.ends_with(many) && low.size() > many.size() + (many == "ies" ? 1 : 0))
            return word.substr(0, word.size() - many.size()) + std::string(one);
    return word;
}

} // namespace

std::string singular(const std::string& name) {
    auto start = name.find_last_of("_- .");
    start = start == std::string::npos ? 0 : start + 1;
    for (std::size_t at = name.size(); at-- > start + 1;)
        if (name[at] >= 'A' && name[at] <= 'Z' && name[at - 1] >= 'a' && name[at - 1] <= 'z') {
            start = at;
            break;
        }
    return name.substr(0, start) + singular_word(name.substr(start));
}

} // namespace flux::gen
