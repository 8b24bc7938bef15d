// Security labels are not managed: they stay with what is altered, and go with what is dropped. What is built anew would lose
// them without a word, so such a plan is refused.
#pragma once

#include "core/model/model.hpp"
#include "core/plan/step.hpp"

namespace flux::run {

// Raises feature_not_supported where the plan builds something anew that carries a label.
void keep_security_labels(const Model& live, const Model& desired, const Plan& plan);

} // namespace flux::run
