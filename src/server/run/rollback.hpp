// Takes back the newest changes of the caller's role that the history knows, by the way back that each of them recorded.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/run/execute.hpp"

namespace flux::run {

struct RolledBack {
    std::int64_t run; // that was taken back
    Applied steps;
};

// Raises fingerprint_mismatch where the live schemas are not those that the run led to, hazard_not_allowed before
// anything runs, insufficient_privilege where another role made a run.
std::vector<RolledBack> rollback(int steps, const std::vector<std::string>& allow_hazards);

} // namespace flux::run
