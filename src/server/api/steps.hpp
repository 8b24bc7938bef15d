// Steps as rows of a result.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/plan/document.hpp"
#include "server/pg/result.hpp"
#include "server/run/execute.hpp"

namespace flux::api {

using Cells = std::vector<std::optional<std::string>>;

// step, op, kind, object, sql, hazards, lock, rewrites, scans, transactional
Cells cells_of(std::size_t number, const Step& step);

// The same, and elapsed.
Cells cells_of(std::size_t number, const run::AppliedStep& applied);
Datum give(pg::SetResult& result, const run::Applied& applied);

// Throws invalid_parameter for what is no plan.
PlanDocument read_plan(const std::string& json);

} // namespace flux::api
