// What a run that was cut off has left behind under names of ours: indexes that were built and not yet used, old ones that were
// not yet dropped, checks that prove a NOT NULL.
#pragma once

#include <string>
#include <vector>

#include "core/plan/online.hpp"

namespace flux::run {

// The steps that take it away, in those schemas.
OnlinePlan leftovers(const std::vector<std::string>& schemas);

} // namespace flux::run
