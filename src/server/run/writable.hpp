// What builds a desired schema writes, although it leaves nothing behind.
#pragma once

namespace flux::run {

// Raises 25006 in a read-only transaction and on a standby, naming the function.
void require_writable(const char* function);

} // namespace flux::run
