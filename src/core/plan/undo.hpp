// The way back from a plan: planned like any other, from what the plan leaves to what was there before it.
#pragma once

#include "core/plan/planner.hpp"

namespace flux {

// The steps that undo `steps`, which make_plan made of the same arguments. Owners and privileges come back too, also where
// the declaration does not speak of them: what is dropped and created again has lost them. What builds anew something
// that `steps` emptied carries Hazard::data_not_restored. Throws ErrorCode::feature_not_supported where there is no
// way back.
Plan make_undo(const Model& live, const Model& desired, const PlanOptions& options, const Plan& steps);

} // namespace flux
