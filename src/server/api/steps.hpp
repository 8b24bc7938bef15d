// Steps as rows of a result.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/plan/document.hpp"

namespace flux::api {

using Cells = std::vector<std::optional<std::string>>;

// step, op, kind, object, sql, hazards, lock, rewrites, scans, transactional
Cells cells_of(const PlannedStep& step);

} // namespace flux::api
