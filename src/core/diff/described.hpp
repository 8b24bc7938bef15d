// Differences in words, for messages.
#pragma once

#include <string>
#include <vector>

#include "core/diff/differences.hpp"

namespace flux {

// A line each, of the first ones; `to` is what should be there. Empty where nothing differs.
std::string described(const std::vector<Difference>& differences);

} // namespace flux
