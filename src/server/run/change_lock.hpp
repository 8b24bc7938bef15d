// One change at a time in a database: an advisory lock that the transaction holds to its end.
#pragma once

namespace flux::run {

// The bytes of "flux"; of "lock", "onln" and "work".
inline constexpr int kLockClass = 1718384504, kChangeLock = 1819239275, kOnlineLock = 1869507694, kWorkerLock = 2003792491;

// Waits within pg_flux.lock_timeout; then SQLSTATE 55P03, naming who holds it. Does not wait for an online run.
void take_change_lock();

// Raises that error.
[[noreturn]] void refuse_change();

} // namespace flux::run
