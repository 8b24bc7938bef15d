// Runs a plan whose hazards are allowed: looks whether the database is still what it was made for, runs the steps, proves
// what they led to, leaves the row of history. Apart from apply.cpp, because what is applied comes from several places:
// a plan, the way back of one, a file of a repository.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "server/run/baseline.hpp"
#include "server/run/record.hpp"

namespace flux::run {

struct AppliedStep {
    Step step;
    std::optional<long long> microseconds; // nothing where it was not run
};
using Applied = std::vector<AppliedStep>;

Applied not_run(const Plan& steps);

// As the caller, in the caller's transaction. Refuses steps that need a transaction of their own, and those that need a
// secret which the plan does not hold.
Applied run_steps(const Plan& steps);

// Raises fingerprint_mismatch unless the live schemas are those that the plan starts from; `what` says what it is.
void require_start(const PlanDocument& plan, const std::string& what);

// Raises result_differs unless the run leads to plan.to. What it leaves is the baseline.
Applied run_plan(Run run);

// A plan does not tell what its source speaks of: all of what it leaves.
Baseline baseline_of(const PlanDocument& plan, RunKind kind);

[[noreturn]] void raise_differs(const std::string& detail);

} // namespace flux::run
