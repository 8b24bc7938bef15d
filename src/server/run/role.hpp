// Who calls.
#pragma once

#include <string>

namespace flux::run {

std::string current_role(); // unquoted

} // namespace flux::run
