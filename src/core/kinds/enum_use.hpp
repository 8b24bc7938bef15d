// Is a label that a plan adds to an enum used by that same plan? Before PostgreSQL 17 a label cannot be used
// in the transaction that adds it (55P04), so the type must then be built anew instead.
#pragma once

#include <string>
#include <vector>

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

bool uses_new_label(const Alteration& alteration, const std::vector<std::string>& added);

} // namespace flux::kinds
