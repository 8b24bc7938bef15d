// The SQL that takes back one difference after the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/run/drift.hpp"

namespace flux::run {

// Puts the findings into an order in which they can be repaired, those of one object together, and says how: the first of
// an object's findings has the SQL for all of them, which counts on what stands before it. What has no repair says why, in
// a comment.
std::vector<std::optional<std::string>> repairs(const Comparison& comparison, std::vector<Finding>& findings);

} // namespace flux::run
