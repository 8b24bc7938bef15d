// Reads types as the server prints them: `timestamp(3) with time zone`, `app."My Type"[]`, `SETOF app.users`.
#pragma once

#include <string_view>

#include "ir/ir.hpp"

namespace flux::gen {

// Parts of a dotted name with the quotes taken off: `app."My.Type"` gives {app, My.Type}.
std::vector<std::string> name_parts(std::string_view text);
QName qualified_name(std::string_view text); // without a schema: pg_catalog
TypeRef parse_type(std::string_view text);

} // namespace flux::gen
