// What somebody may have meant who gave a text that is no SQL. Separate, because it only ever adds a hint to an error.
#pragma once

#include <string>
#include <string_view>

namespace flux::source {

// A hint for a text that cannot be parsed: an array, the name of a file, psql's variables. Empty where there is none.
std::string mistaken_for_source(std::string_view text);

} // namespace flux::source
