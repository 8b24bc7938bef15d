// Renames by directive: the catalog rows of what a source renames get their new names, without any lock, so that the
// server itself prints the live schema under the new names. Inside a subtransaction that is rolled back.
#pragma once

#include <string>
#include <vector>

#include "core/plan/planner.hpp"

namespace flux::run {

struct RenameWish {
    Identity to;
    std::string old_name;
};

// Does what can be done: a wish whose new name is there already, or whose old name is not, counts as satisfied. Returns
// what was renamed, what belongs to something after it. Raises insufficient_privilege for what the caller does not own.
std::vector<Rename> rename_in_catalogs(std::vector<RenameWish> wishes);

} // namespace flux::run
