// How long a call waits for a lock of the server's, in whatever it does: pg_flux.lock_timeout, or the caller's own lock_timeout
// where that is shorter.
#pragma once

#include "core/plan/step.hpp"
#include "server/pg/guc.hpp"

namespace flux::pg {
class ServerError;
}

namespace flux::run {

class LockLimit {
public:
    LockLimit();

private:
    pg::GucScope settings_;
};

// Where a step did not get its lock in time.
bool is_lock_timeout(const pg::ServerError& error);
// The same error with who stands in the way. Call it once the step's subtransaction is rolled back.
[[noreturn]] void raise_locked(int number, const Step& step, const std::string& message);

} // namespace flux::run
