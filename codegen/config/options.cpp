#include "config/options.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "failure.hpp"

namespace flux::gen {
namespace {

std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            corner = above;
        }
    }
    return row.back();
}

std::string joined(const std::vector<std::string>& items) {
    std::string out;
    for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
    return out;
}

} // namespace

OptionSpecs operator+(OptionSpecs left, const OptionSpecs& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Settings::Settings(OptionSpecs specs) : specs_(std::move(specs)) {
    for (const OptionSpec& spec : specs_) {
        auto& value = values_[spec.name];
        if (spec.type != OptionType::list || !spec.initial.empty()) value.push_back(spec.initial);
    }
}

bool Settings::knows(const std::string& name) const {
    return values_.contains(name);
}

const OptionSpec& Settings::spec(const std::string& name) const {
    const auto at =
        std::find_if(specs_.begin(), specs_.end(), [&](const OptionSpec& spec) { return spec.name == name; });
    if (at == specs_.end()) throw std::logic_error("no option " + name);
    return *at;
}

void Settings::set(const std::string& name, const std::vector<std::string>& values,
                   const std::string& where) {
    const OptionSpec& known = spec(name);
    if (known.type != OptionType::list && values.size() != 1)
        throw misuse(where + ": " + name + " takes one value");
    const std::vector<std::string> flags = {"true", "false"};
    const auto& choices = known.type == OptionType::flag ? flags : known.choices;
    for (const std::string& value : values)
        if (!choices.empty() && std::find(choices.begin(), choices.end(), value) == choices.end())
            throw misuse(where + ": " + name + " cannot be \"" + value + "\"" + did_you_mean(value, choices),
                         "It is one of: " + joined(choices) + ".");
    values_[name] = values;
}

const std::string& Settings::one(const std::string& name) const {
    return list(name).at(0);
}

const std::vector<std::string>& Settings::list(const std::string& name) const {
    const auto at = values_.find(name);
    if (at == values_.end()) throw std::logic_error("no option " + name);
    return at->second;
}

bool Settings::has(const std::string& name, const std::string& item) const {
    const auto& items = list(name);
    return std::find(items.begin(), items.end(), item) != items.end();
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t least = std::max<std::size_t>(2, name.size() / 2) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t far = distance(name, candidate);
        if (far < least) {
            least = far;
            best = candidate;
        }
    }
    return best.empty() ? "" : "; did you mean \"" + best + "\"?";
}

} // namespace flux::gen
