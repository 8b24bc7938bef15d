// What a name or label of the database becomes in source code, where languages agree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "names/words.hpp"

namespace flux::gen {

// "…" with the escapes that TypeScript, Python, Go and Rust all read: \" \\ \n \x1f.
std::string quoted(std::string_view text);

// A constant's name for each label of an enum, in their order. `before_digit`: what a digit at the beginning is put
// after.
std::vector<std::string> member_names(const std::vector<std::string>& labels, Case style,
                                      const std::string& before_digit,
                                      const std::vector<std::string>& reserved = {});

} // namespace flux::gen
