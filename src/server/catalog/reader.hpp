// The live catalogs as a value.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace flux::kinds {
class Recording;
}

namespace flux::catalog {

// What is in the schemas of those names, and all that belongs to the database. A name that is no schema's adds nothing.
// `leave_out` is passed over. Reads only, in one snapshot; sees the caller's own changes.
// `recording` is given the rows too.
Model read_model(const std::vector<std::string>& schemas, const std::vector<Address>& leave_out = {},
                 kinds::Recording* recording = nullptr);

} // namespace flux::catalog
