// What is wrong or unwise in a source: what its text tells, then, where the server can build it, what the built schema tells.
#pragma once

#include <string>
#include <vector>

#include "core/source/lint.hpp"

namespace flux::run {

// Sorted by line. What keeps the source from being read or built is a remark like the others.
std::vector<source::Remark> lint(const std::string& source);

} // namespace flux::run
