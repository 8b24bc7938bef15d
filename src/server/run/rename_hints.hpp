// Points out what looks like a rename that nobody declared.
#pragma once

#include "server/run/compare.hpp"

namespace flux::run {

// A notice for each pair of what is dropped and what is created that differ in their names only.
void hint_at_renames(const Comparison& comparison);

} // namespace flux::run
