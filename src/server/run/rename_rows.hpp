// Which catalog rows carry the name of an object: its own, and those of what is renamed along with it.
#pragma once

#include <string>

#include "core/model/kind.hpp"

namespace flux::run {

// A query with parameters $1 schema, $2 parent, $3 name, $4 identity arguments, that yields
// catalog oid, oid oid, sub int, owned bool. Raises feature_not_supported for a kind that cannot be renamed.
std::string rename_rows_query(Kind kind);

// The same for a label or an attribute: $1 schema and $2 name of the type, $3 name of the part.
std::string rename_part_rows_query(Kind kind);

} // namespace flux::run
