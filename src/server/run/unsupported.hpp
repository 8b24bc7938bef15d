// What is not managed yet is named, never passed over.
#pragma once

#include <string>
#include <vector>

namespace flux::run {

// Both lists as catalog::unsupported_objects gives them. Raises feature_not_supported for what only the source has, since
// it would be missing after an apply; warns of the rest.
void tell_unsupported(const std::vector<std::string>& live, const std::vector<std::string>& declared);

} // namespace flux::run
