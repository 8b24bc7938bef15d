// Statements that libpg_query's grammar does not know (a newer server's, or too deep for it), read from their
// tokens: what a CREATE makes is still clear, and every identifier in it may be something it needs.
#pragma once

#include <string_view>

#include "core/source/analysis.hpp"

namespace flux::source {

Analysis analyse_unknown(std::string_view statement);

} // namespace flux::source
