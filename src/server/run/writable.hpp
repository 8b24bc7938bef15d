// What builds a desired schema writes, although it leaves nothing behind.
#pragma once

namespace flux::run {

// For what proves a change, or takes what is live for granted. Raises 25001 where the transaction sees an old state only.
void require_newest_state(const char* function);

// Raises 25006 in a read-only transaction and on a standby, naming the function.
void require_writable(const char* function);

} // namespace flux::run
