// A type that columns use cannot be dropped before they have moved to its successor. So the old one is
// renamed out of the way first, and dropped in the end.
#pragma once

#include <string>

#include "core/model/identity.hpp"
#include "core/plan/script.hpp"

namespace flux::kinds {

// `name_old_1a2b3c4d`: the same for the same object on every run, no other object's, at most 63 bytes.
std::string aside_name(const Identity& id);

// ALTER keyword name RENAME TO …, and in the cleanup phase DROP keyword …. `keyword` is TYPE or DOMAIN.
void set_type_aside(const Identity& id, const std::string& keyword, Script& script,
                    std::vector<Hazard> hazards = {});

} // namespace flux::kinds
