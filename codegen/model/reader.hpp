// The JSON of pg_flux.model() as the schema that emitters see. What only the server knows (see "facts" there)
// is taken where it is there; without it, what cannot be proved is nullable.
#pragma once

#include <string>

#include "ir/ir.hpp"

namespace flux::gen {

Schema read_model(const std::string& json);

} // namespace flux::gen
