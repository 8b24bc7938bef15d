// All of pg_depend, by one scan of the catalog.
#pragma once

#include <vector>

#include "core/kinds/depend.hpp"

namespace flux::catalog {

std::vector<kinds::DependRow> scan_depend();

} // namespace flux::catalog
