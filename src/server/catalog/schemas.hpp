// Which schemas there are.
#pragma once

#include <string>
#include <vector>

namespace flux::pg {
class CatalogQueries;
}

namespace flux::catalog {

// OIDs of the schemas of those names, as far as there are any.
std::vector<unsigned int> schema_oids(pg::CatalogQueries& catalog, const std::vector<std::string>& schemas);

// Those of the names that are no schema's.
std::vector<std::string> unknown_schemas(const std::vector<std::string>& schemas);
// All schemas but the system's, those of extensions among them left out.
std::vector<std::string> all_schemas();

} // namespace flux::catalog
