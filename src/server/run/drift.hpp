// Live against declared, as findings instead of steps.
#pragma once

#include <string>
#include <vector>

#include "server/run/compare.hpp"

namespace flux::run {

struct Finding {
    enum class Change { missing, undeclared, changed };
    Change change = Change::changed;
    std::string kind, object;
    std::string attribute; // empty where the whole object is missing or undeclared
    std::optional<std::string> expected, actual;
    Identity id = {}; // under its declared name; nameless where the models do not know it
};

// What belongs to a missing or undeclared object is not told again.
std::vector<Finding> findings(const Comparison& comparison);

struct Undeclared {
    std::string kind, object;
    std::string sql; // what would declare it
};
std::vector<Undeclared> undeclared(const Comparison& comparison);

// Raises drift where something declared is missing or different, undeclared where something else is there.
void check_sync(const Comparison& comparison);

} // namespace flux::run
