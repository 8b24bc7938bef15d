// The plan that the last diff or plan of this session made: what apply() applies. The only state that outlives a call.
#pragma once

#include "core/plan/document.hpp"

namespace flux::run {

void remember(const PlanDocument& plan);
void forget();
// Raises object_not_in_prerequisite_state where there is none.
const PlanDocument& remembered();

} // namespace flux::run
