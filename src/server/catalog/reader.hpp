// The live catalogs as a value.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace flux::pg {
class Spi;
}

namespace flux::catalog {

// OIDs of the schemas of those names, as far as there are any.
std::vector<unsigned int> schema_oids(pg::Spi& spi, const std::vector<std::string>& schemas);

// What is in the schemas of those names, and all that belongs to the database. A name that is no schema's adds nothing.
// `leave_out` is passed over. Reads only, in one snapshot; sees the caller's own changes.
Model read_model(const std::vector<std::string>& schemas, const std::vector<Address>& leave_out = {});

// Those of the names that are no schema's.
std::vector<std::string> unknown_schemas(const std::vector<std::string>& schemas);
// All schemas but the system's, those of extensions among them left out.
std::vector<std::string> all_schemas();

} // namespace flux::catalog
