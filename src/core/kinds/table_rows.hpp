// A table that no ALTER can bring to its new form (partitioned or not, by another key) is built anew and keeps its rows.
// Separate from the table's other statements: these are the only ones that move data.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

// The old table steps aside, the new one takes its rows over column by column, and the old one is dropped.
void keep_rows(const Move& move, Script& script);
// Is `from` a partition of `on`, and (as `to`) stays one?
bool shares_rows(const Object& from, const Object* to, const Object& on);

} // namespace flux::kinds
