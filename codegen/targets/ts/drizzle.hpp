// Columns that drizzle has for types of the server.
#pragma once

#include <string>
#include <utility>

#include "targets/ts/types.hpp"

namespace flux::gen::ts {

// The column and the type of its values: text("name"), string. Empty where drizzle has none that fits.
std::pair<std::string, std::string> drizzle_column(const Types& types, const TypeRef& type, const std::string& name,
                                                   Imports& imports);
std::string variable_name(std::string type_name); // UserPost: userPost

} // namespace flux::gen::ts
