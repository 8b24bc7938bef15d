// The rules of the table pg_flux.ignore. Applied where catalogs are read, live ones and shadows alike: whoever compares
// models never hears of what they leave out.
#pragma once

#include <set>
#include <vector>

#include "core/model/ignore.hpp"
#include "core/model/model.hpp"

namespace flux::catalog {

// Raises invalid_parameter for a rule whose kind is that of nothing.
std::vector<IgnoreRule> ignore_rules();

// Takes out of `objects` what the rules speak of, and answers with its addresses. What belongs to it is left for others to take
// out.
std::set<Address> leave_out_ignored(const std::vector<IgnoreRule>& rules, std::vector<Object>& objects);

// A model that was read when the rules were others, as it would be read now.
Model without_ignored(const Model& model);

} // namespace flux::catalog
