// Positions in a source: what the server counts in characters of a statement, people count in lines of the source.
#pragma once

#include <string>

#include "server/shadow/shadow.hpp"

namespace flux::shadow {

// The line within a text that a server error's position (in characters, from 1) stands on; 1 where there is none.
int line_of_position(const std::string& text, int position);

// A statement in one line, for messages; long ones are cut.
std::string shorten(const std::string& statement);

} // namespace flux::shadow
