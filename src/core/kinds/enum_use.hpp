// Is a label that a plan adds to an enum used by that same plan? No server lets a label be used in the transaction that adds
// it to an enum that was there before (55P04), so the type must then be built anew instead.
#pragma once

#include <string>
#include <vector>

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

bool uses_new_label(const Alteration& alteration, const std::vector<std::string>& added);

} // namespace flux::kinds
