// What CREATE TABLE and CREATE FOREIGN TABLE say of columns and constraints.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

// " (\n    id integer,\n …)"; parts that come from a parent are left out.
std::string part_list(const Creation& creation);
// What the parts need after the CREATE.
void add_rest_of_parts(const Creation& creation, Script& script);

} // namespace flux::kinds
