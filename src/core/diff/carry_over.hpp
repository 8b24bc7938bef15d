// What belongs to the database and is of a kind that the source declares nothing of stays as it is, while the server lets go
// of the tables in it that go away: so that planner and proof know what it will be, the desired model takes it from the live one.
#pragma once

#include "core/diff/differences.hpp"

namespace flux {

// `desired` as it was read in the shadow shows such an object as the shadow has it. Publications lose the tables that
// `desired` no longer has.
void carry_over(const Model& live, const Management& management, Model& desired);

} // namespace flux
