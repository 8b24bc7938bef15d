// Extensions that the declaration has in another schema than the database. Separate from the planner, because a move changes
// the names of types and functions in every other object: so the plan begins with it, and the live side is read as if it
// had happened, as with renames.
#pragma once

#include "core/model/model.hpp"
#include "core/plan/step.hpp"

namespace flux::run {

// Does any declared extension live in another schema?
bool moves_extensions(const Model& desired);

// Moves them in the catalogs (to be rolled back), and answers with the steps that do it for good. A schema that is missing
// is made first.
Plan move_extensions(const Model& desired);

} // namespace flux::run
