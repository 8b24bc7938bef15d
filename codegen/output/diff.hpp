// Two texts as a unified diff.
#pragma once

#include <string>

namespace flux::gen {

// Empty where they are equal. `from` and `to` are the names in the header; /dev/null for a file that is not
// there.
std::string unified_diff(const std::string& from, const std::string& to, const std::string& before,
                         const std::string& after);

} // namespace flux::gen
