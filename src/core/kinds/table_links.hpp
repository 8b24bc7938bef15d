// What ties a table to its parents: ATTACH and DETACH PARTITION, INHERIT and NO INHERIT.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

// From one parent to another that has the same columns: attached to the new one before it leaves the old one, so that no
// column is taken for one that the table has of its own.
bool swaps_parents(const Alteration& alteration);
void attach_partition(const Object& table, Script& script);
// The links' part of an ALTER of a table: takes "partition_of", "bound" and "inherits".
void alter_links(const Alteration& alteration, Script& script);

} // namespace flux::kinds
