// What follows from the live schema of a model that was just read.
#pragma once

#include "core/facts/facts.hpp"
#include "core/model/model.hpp"

namespace flux::facts {

// In the same transaction as the model: what was dropped since is left out.
Facts read_facts(const Model& model);

} // namespace flux::facts
