// What the live model must be after a plan: the declaration, and as it was what the declaration does not speak about.
#pragma once

#include "core/diff/differences.hpp"

namespace flux {

// Objects only; dependencies are left out.
Model merged(const Model& live, const Model& desired, const Management& management);

} // namespace flux
