// A model as canonical JSON: no OID, everything in a fixed order, so that the same schema gives the same bytes on every machine
// of the same server version. It is what pg_flux.model() shows, what the fingerprint hashes and what code
// generation reads.
#pragma once

#include <string>

#include "core/model/model.hpp"

namespace flux::facts {
struct Facts;
}

namespace flux {

// {"format": 1, "tables": [{"schema": …, "name": …, "columns": […], …}], …}: objects by kind; what belongs to a relation or
// domain stands within it, columns by position and all else by name. Detail::compared leaves out what a diff does not look at
// (positions, the server's version): two databases that a diff finds equal have it in common. Facts, where there are some,
// come last.
std::string model_to_json(const Model& model, Detail detail, const facts::Facts* facts = nullptr);

} // namespace flux
