// A set of names in which each is used once. Whoever asks gives names in the order it would like them; the
// first that is free, and whose derived names are free too, is taken.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace flux::gen {

class Scope {
public:
    // Names nobody may have: keywords and what the language or the generated code defines.
    explicit Scope(std::set<std::string> reserved = {}) : taken_(std::move(reserved)) {}

    // `derived`: endings that the code will put after the name, each of which must be free as well.
    std::string take(const std::vector<std::string>& wishes, const std::vector<std::string>& derived = {});

private:
    bool free(const std::string& name, const std::vector<std::string>& derived) const;

    std::set<std::string> taken_;
};

} // namespace flux::gen
