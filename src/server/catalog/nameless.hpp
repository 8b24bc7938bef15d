// Casts and transforms: they belong to the database and have no name, but what they are made of lives in schemas. Those
// made of what other schemas hold are nobody's business here: they stay where they are while a shadow stands.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/model/kind.hpp"

namespace flux::catalog {

// What is of these kinds, has no name and concerns none of the schemas: its OID, and what it is called. Members of extensions
// are left out.
std::map<unsigned int, std::string> nameless_outside(const std::set<Kind>& kinds, const std::vector<std::string>& schemas);

} // namespace flux::catalog
