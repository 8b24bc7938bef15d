// Sizes and users of the tables that a plan touches, read without a lock on any of them.
#pragma once

#include "core/assess/facts.hpp"
#include "core/model/model.hpp"
#include "core/plan/step.hpp"

namespace flux::run {

Facts read_facts(const Plan& steps, const Model& live);

// Locks the relation that the step takes for empty against everybody, and raises hazard_not_allowed where it is not any more.
void hold_empty(const Step& step);

} // namespace flux::run
