// Parenthesised lists in the SQL that people read: on one line where they fit, else an item a line.
#pragma once

#include <string>
#include <vector>

namespace flux {

// `head (a, b)` or `head (⏎    a,⏎    b⏎)`. `head` says how far into its line the list starts; `gap` is what
// stands between the two.
std::string with_list(std::string head, const std::vector<std::string>& items, const char* gap = " ");

// `a, b`
std::string join(const std::vector<std::string>& items, const char* separator = ", ");

} // namespace flux
