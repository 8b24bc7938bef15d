// The live model of the schemas that a caller names, or of all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace flux::run {

// Raises undefined_object for the first that does not exist.
void require_schemas(const std::vector<std::string>& names);

// Without a list, all schemas but the system's and those of extensions. Raises undefined_object for an unknown name, and
// warns of objects of kinds that are not managed yet.
Model live_model(const std::optional<std::vector<std::string>>& schemas);

} // namespace flux::run
