// Locks on the system catalogs that a build uses all the time, taken once. Why: each statement of the source opens and closes
// every catalog and each of its indexes many times over, and a lock that is held already costs a fifth of one that is not. They
// are those that any DDL takes; the rollback gives them back.
#pragma once

namespace flux::shadow {

void lock_catalogs();

} // namespace flux::shadow
