// Reads a name as the server prints it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace flux {

// `public."My Table"` → {"public", "My Table"}; the first is empty where the name is not qualified.
std::pair<std::string, std::string> parse_qualified(std::string_view text);

} // namespace flux
