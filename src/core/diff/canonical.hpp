// A model as one text that two databases share exactly when a diff between them is empty. Fingerprints are made of it.
#pragma once

#include <string>

#include "core/model/model.hpp"

namespace flux {

std::string canonical_text(const Model& model);

} // namespace flux
