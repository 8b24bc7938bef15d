// Writes what array.hpp reads. Apart from it, because so much stands on that.
#pragma once

#include <string>
#include <vector>

namespace flux {

std::string array_literal(const std::vector<std::string>& texts);

} // namespace flux
