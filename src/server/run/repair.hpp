// The SQL that takes differences back, beside the findings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/run/drift.hpp"

namespace flux::run {

// Puts the findings into the order in which they are repaired, and says how: run from top to bottom, it is the plan. What must be
// repaired together stands together, and the first of it has the SQL for all; the others have none. What has no plan at all
// says why, in a comment.
std::vector<std::optional<std::string>> repairs(const Comparison& comparison, std::vector<Finding>& findings);

} // namespace flux::run
