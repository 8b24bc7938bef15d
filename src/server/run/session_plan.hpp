// The plan that the last diff or plan of this session made: what apply() applies. The only state that outlives a call.
#pragma once

#include "server/run/compare.hpp"

namespace flux::run {

// With what it was made from, so that the way back is planned only when the plan is applied.
void remember(const PlanDocument& plan, Comparison comparison);
// A plan that has its way back.
void remember(const PlanDocument& plan);
void forget();
// With its way back. Raises object_not_in_prerequisite_state where there is none.
const PlanDocument& remembered();

} // namespace flux::run
