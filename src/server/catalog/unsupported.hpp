// Objects in the managed schemas that no kind speaks for yet.
#pragma once

#include <string>
#include <vector>

namespace flux::catalog {

// "foreign table app.t", sorted.
std::vector<std::string> unsupported_objects(const std::vector<std::string>& schemas);

} // namespace flux::catalog
