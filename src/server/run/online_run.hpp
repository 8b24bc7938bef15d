// Runs the steps of an online plan: a transaction a group, a worker for what cannot be in one, again where a lock was not
// to be had.
#pragma once

#include <cstdint>

#include "core/plan/online.hpp"

namespace flux::pg {
class Commits;
}

namespace flux::run {

// Leaves with a new transaction begun. Each step's state is on disk before and after it.
void run_online_steps(pg::Commits& commits, std::int64_t run, const OnlinePlan& steps);

} // namespace flux::run
