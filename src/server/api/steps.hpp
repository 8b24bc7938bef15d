// Steps as rows of a result.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/plan/document.hpp"

namespace flux::api {

using Cells = std::vector<std::optional<std::string>>;

// step, op, kind, object, sql, hazards, lock, rewrites, scans, transactional
Cells cells_of(std::size_t number, const Step& step);

// Throws invalid_parameter for what is no plan.
PlanDocument read_plan(const std::string& json);

} // namespace flux::api
