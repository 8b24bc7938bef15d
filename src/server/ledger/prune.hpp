// Retention.
#pragma once

#include <cstdint>

namespace flux::ledger {

// Deletes what is older than pg_flux.ledger_keep; answers with the number of rows. Raises insufficient_privilege for who does not
// own the database.
std::uint64_t prune();

} // namespace flux::ledger
