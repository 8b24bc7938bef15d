// What of the live schema a plan touches, with what that needs: what a rehearsal builds a copy of.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "core/plan/step.hpp"

namespace flux {

using Positions = std::set<std::size_t>; // in Model::objects() of the live model

// The objects that the steps are about, as far as they are there, and those that new ones are made of.
Positions touched_by(const Plan& steps, const Model& live, const Model& desired);
// Those that a script names.
Positions named_by(const std::string& sql, const Model& live);

// Each of them with the whole relation it belongs to, what hangs on it (foreign keys that refer to it, views, partitions), and
// what all of these need to be created. A relation that is only needed comes without what it does not take to create it.
Positions with_surroundings(const Positions& touched, const Model& live);

} // namespace flux
