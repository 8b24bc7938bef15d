// All rules over a plan.
#pragma once

#include "core/assess/facts.hpp"
#include "core/model/model.hpp"
#include "core/plan/step.hpp"

namespace flux {

// Adds to the hazards that the steps have by themselves; takes DATA_LOSS from where nothing is to be lost.
void assess(Plan& steps, const Model& live, const Model& desired, const Facts& facts);

} // namespace flux
