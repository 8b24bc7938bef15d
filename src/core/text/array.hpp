// Reads PostgreSQL's text form of a one-dimensional array, `{a,"b c",NULL}`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flux {

// Throws ErrorCode::internal where the text is no array literal. NULL elements are dropped.
std::vector<std::string> parse_array(std::string_view literal);

} // namespace flux
