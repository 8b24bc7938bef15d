// Objects that were renamed without anybody saying so: the server makes up names of keys, indexes and sequences from those of
// tables and columns, and people change names by hand. Separate from the differences, for what is found here happens
// before two models are compared.
#pragma once

#include <utility>
#include <vector>

#include "core/model/model.hpp"

namespace flux {

// Pairs of what is only live and what is only declared and differs from it in the name (see kinds::Ops::twin_key), in an
// order in which they can be renamed: every new name is free by then, and a parent's objects come before its
// children's. The first of each pair is the live one.
std::vector<std::pair<Identity, Identity>> twins(const Model& live, const Model& desired);

} // namespace flux
