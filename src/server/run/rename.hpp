// Renames by directive: the catalog rows of what a source renames get their new names, without any lock, so that the
// server itself prints the live schema under the new names. Inside a subtransaction that is rolled back.
#pragma once

#include <string>
#include <vector>

#include "core/plan/planner.hpp"

namespace flux::run {

struct RenameWish {
    Identity to;      // the object under its new name; where a part of it is renamed, the object
    std::string part; // the new label of an enum, the new attribute of a composite type; else empty
    std::string old_name;
    bool asked = true; // by a directive, and not found by comparing
    bool old_stays = false; // the source declares something of the old name too
};

struct Renamed {
    std::vector<Rename> objects; // what belongs to something after it
    std::vector<PartRename> parts;
};

// Does what can be done, in the order given: a wish whose new name is there already, or whose old name is not, counts as
// satisfied. Raises insufficient_privilege for what is asked of something that the caller does not own.
void rename_in_catalogs(const std::vector<RenameWish>& wishes, Renamed& done);

} // namespace flux::run
