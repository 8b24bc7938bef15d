// One change at a time in a database: an advisory lock that the transaction holds to its end.
#pragma once

namespace flux::run {

// Waits within pg_flux.lock_timeout; then SQLSTATE 55P03, naming who holds it.
void take_change_lock();

} // namespace flux::run
