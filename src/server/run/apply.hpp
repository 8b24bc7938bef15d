// Runs plans in the caller's transaction and proves the result. On any error all of it is undone, since the error leaves
// the function and aborts what the caller runs in.
#pragma once

#include <string>
#include <vector>

#include "server/run/compare.hpp"
#include "server/run/execute.hpp"

namespace flux::run {

struct ApplyOptions {
    std::vector<std::string> allow_hazards;
    bool dry_run = false; // checks all that can be checked before the first step, and runs none
};

Applied apply_source(const std::string& source, const Schemas& schemas, const ApplyOptions& options);

// Raises fingerprint_mismatch where the live schemas are not those that the plan was made for.
Applied apply_plan(const PlanDocument& plan, const ApplyOptions& options);

} // namespace flux::run
