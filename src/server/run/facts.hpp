// Sizes and users of the tables that a plan touches, read without a lock on any of them.
#pragma once

#include "core/hazard/facts.hpp"
#include "core/model/model.hpp"
#include "core/plan/step.hpp"

namespace flux::run {

Facts read_facts(const Plan& steps, const Model& live);

} // namespace flux::run
