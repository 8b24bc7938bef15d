// How the indexes of partitions come to be attached to those of the parent: ATTACH PARTITION matches them by itself, and
// does so without a look at names or at the order of columns (DESC), whichever was made first. So what it must not match
// is made after it, and a new index of the parent gets the partitions' indexes by name.
#pragma once

#include "core/kinds/index_settings.hpp"

namespace flux::kinds {

// Must ALTER INDEX … ATTACH PARTITION name it?
bool attached_by_name(const Object& index, const IndexSettings& settings, const Model& live, const Model& desired);

// Is this index, of a partition that is attached or of the table that it is attached to, made after that?
bool made_after_attaching(const Object& index, const Object& partition, const Model& live);

} // namespace flux::kinds
