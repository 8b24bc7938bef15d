#include "names/scope.hpp"

#include <algorithm>

namespace flux::gen {

bool Scope::free(const std::string& name, const std::vector<std::string>& derived) const {
    return !taken_.contains(name) &&
           std::none_of(derived.begin(), derived.end(),
                        [&](const std::string& ending) { return taken_.contains(name + ending); });
}

std::string Scope::take(const std::vector<std::string>& wishes, const std::vector<std::string>& derived) {
    std::string name;
    for (const std::string& wish : wishes)
        if (name.empty() && free(wish, derived)) name = wish;
    for (int number = 2; name.empty(); ++number) {
        const std::string wish = wishes.back() + std::to_string(number);
        if (free(wish, derived)) name = wish;
    }
    taken_.insert(name);
    for (const std::string& ending : derived) taken_.insert(name + ending);
    return name;
}

} // namespace flux::gen
