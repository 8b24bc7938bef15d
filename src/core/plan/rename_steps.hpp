// The steps that rename objects and parts of them, and those that take the renames back. Separate from the planner, because
// they need no order but the one in which they were found.
#pragma once

#include "core/plan/planner.hpp"

namespace flux {

// `renamed` holds the objects under their new names.
Plan rename_steps(const PlanOptions& options, const Model& renamed);
// From the new names to the old ones.
Plan rename_back_steps(const PlanOptions& options, const Model& renamed);

} // namespace flux
