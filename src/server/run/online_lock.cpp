#include "server/run/online_lock.hpp"

#include <exception>

#include "server/pg/call.hpp"
#include "server/pg/commits.hpp"
#include "server/run/change_lock.hpp"
#include "server/run/settings.hpp"

extern "C" {
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"
}

namespace flux::run {
namespace {

constexpr long kPauseMs = 50;

// leaf
bool try_lock(int key) {
    return DatumGetBool(DirectFunctionCall2(pg_try_advisory_lock_int4, Int32GetDatum(kLockClass), Int32GetDatum(key)));
}

// leaf
void unlock(int key) {
    (void)DirectFunctionCall2(pg_advisory_unlock_int4, Int32GetDatum(kLockClass), Int32GetDatum(key));
}

void give_back(int key) {
    try {
        pg::call(unlock, key);
    } catch (const std::exception& error) {
        ereport(WARNING, (errmsg_internal("could not give back a lock of pg_flux: %s", error.what())));
    }
}

bool take_all() {
    if (!pg::call(try_lock, kChangeLock)) return false;
    // Free only while no worker is at work.
    if (!pg::call(try_lock, kWorkerLock)) {
        give_back(kChangeLock);
        return false;
    }
    give_back(kWorkerLock);
    // Who waits with a snapshot asks for this one, and does not wait.
    (void)pg::call(try_lock, kOnlineLock);
    return true;
}

} // namespace

OnlineLock::OnlineLock(pg::Commits& commits) {
    const TimestampTz start = GetCurrentTimestamp();
    const int limit = lock_timeout();
    commits.commit();
    while (!take_all()) {
        if (limit > 0 && TimestampDifferenceExceeds(start, GetCurrentTimestamp(), limit)) refuse_change();
        pg::sleep_ms(kPauseMs);
    }
}

OnlineLock::~OnlineLock() {
    give_back(kOnlineLock);
    give_back(kChangeLock);
}

void take_worker_lock() { (void)pg::call(try_lock, kWorkerLock); }

} // namespace flux::run
