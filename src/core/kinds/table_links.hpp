// What ties a table to its parents: ATTACH and DETACH PARTITION, INHERIT and NO INHERIT.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

void attach_partition(const Object& table, Script& script);
// The links' part of an ALTER of a table: takes "partition_of", "bound" and "inherits".
void alter_links(const Alteration& alteration, Script& script);

} // namespace flux::kinds
