// Objects that were renamed behind pg_flux's back, recognised by where they stand in the catalogs: the row is the same, the name
// is not. Separate from twins, which have nothing but their likeness.
#pragma once

#include <vector>

#include "core/kinds/recording.hpp"
#include "core/plan/planner.hpp"

namespace flux {

// From the live names to those that `before` has, parents first, as PlanOptions wants them. Both models are of one database.
std::vector<Rename> hand_renames(const Model& live, const Model& before);

struct Recorded {
    const Model& model;
    const kinds::Recording& rows;
};

// The live model under the names that `before` has. What the server prints of other objects bears the live names: a text
// that nothing but those tells from what `before` has is taken as it is there.
Model with_names_before(const Recorded& live, const Recorded& before, const std::vector<Rename>& renames);

} // namespace flux
