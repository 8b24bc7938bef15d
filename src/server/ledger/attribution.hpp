// Which rows of the ledger explain which differences.
#pragma once

#include <optional>
#include <vector>

#include "server/ledger/drift.hpp"

namespace flux::ledger {

// For each finding, the newest command since `since` (seconds since 1970) that did such a thing to that very object and was not
// pg_flux's own. Nothing where the ledger has none: then no event trigger has seen it.
std::vector<std::optional<Author>> authors_of(const run::Comparison& comparison, const std::vector<run::Finding>& findings,
                                              double since);

} // namespace flux::ledger
