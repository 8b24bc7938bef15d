// Patterns for names: * stands for any run of characters without a dot, ** for any run, ? for one character.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flux::gen {

bool glob(std::string_view pattern, std::string_view text);
// A pattern without a dot is compared with the last part of the name.
bool matches_any(const std::vector<std::string>& patterns, const std::string& schema,
                 const std::string& name);

} // namespace flux::gen
