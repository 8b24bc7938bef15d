// The gate between a plan and its run.
#pragma once

#include <string>
#include <vector>

#include "core/plan/document.hpp"

namespace flux::run {

// Raises hazard_not_allowed where a step carries a danger that neither `allowed` nor pg_flux.allow_hazards names.
void check_hazards(const Plan& steps, std::vector<std::string> allowed);
// Where losses are allowed, what was taken for empty need not stay so.
void allow_losses(Plan& steps, const std::vector<std::string>& allowed);

} // namespace flux::run
