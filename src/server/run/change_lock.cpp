// Why try and sleep instead of waiting in the lock: a session that waits for an advisory lock holds its snapshot, and a
// CREATE INDEX CONCURRENTLY of the holder would wait for that snapshot: a deadlock.
#include "server/run/change_lock.hpp"

#include <string>

#include "core/error.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/spi.hpp"
#include "server/run/as_owner.hpp"
#include "server/run/settings.hpp"

extern "C" {
#include "miscadmin.h"
#include "storage/latch.h"
#include "utils/timestamp.h"
#include "utils/wait_event.h"
}

namespace flux::run {
namespace {

constexpr long kPauseMs = 50;

// leaf
void pause() {
    (void)WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, kPauseMs, PG_WAIT_EXTENSION);
    ResetLatch(MyLatch);
}

// leaf
void raise_not_available(const char* holder, int waited_ms) {
    ereport(ERROR, (errcode(ERRCODE_LOCK_NOT_AVAILABLE), errmsg("another change of pg_flux is running in this database"),
                    holder == nullptr ? 0 : errdetail("Process %s holds the lock.", holder),
                    errhint("Try again later, or raise pg_flux.lock_timeout, which is %d ms.", waited_ms)));
}

// leaf
void raise_online(const char* run) {
    ereport(ERROR, (errcode(ERRCODE_LOCK_NOT_AVAILABLE), errmsg("online run%s is under way in this database", run),
                    errdetail("No other change waits for it, since it would have to wait for the snapshot of who waits."),
                    errhint("Try again when it has ended. See pg_flux.progress.")));
}

// Where only one is unfinished.
std::string unfinished_run() {
    AsOwner owner;
    const Rows rows = owner.spi().query("SELECT id FROM pg_flux.run WHERE kind = 'apply_online' AND outcome = 'running' LIMIT 2");
    return rows.size() == 1 ? " " + *rows.cells[0][0] : "";
}

bool try_lock(pg::Spi& spi) {
    return spi.query("SELECT pg_try_advisory_xact_lock($1::int, $2::int)", {std::int64_t{kLockClass}, std::int64_t{kChangeLock}}).cells[0][0] == "t";
}

constexpr const char* kHolder =
    "SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid::bigint = $1 "
    "AND objid::bigint = $2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

Rows holder(pg::Spi& spi, int key) { return spi.query(kHolder, {std::int64_t{kLockClass}, std::int64_t{key}}); }

} // namespace

void refuse_change() {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    const Rows rows = holder(spi, kChangeLock);
    const char* const pid = rows.size() > 0 && rows.cells[0][0] ? rows.cells[0][0]->c_str() : nullptr;
    pg::call(raise_not_available, pid, lock_timeout());
    throw Error(ErrorCode::internal, "another change of pg_flux is running in this database");
}

void take_change_lock() {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    const TimestampTz start = GetCurrentTimestamp();
    while (!try_lock(spi)) {
        const int limit = lock_timeout();
        // An online run would wait for our snapshot.
        if (holder(spi, kOnlineLock).size() > 0) pg::call(raise_online, unfinished_run().c_str());
        if (limit > 0 && TimestampDifferenceExceeds(start, GetCurrentTimestamp(), limit)) refuse_change();
        pg::call(pause);
        pg::check_interrupts();
    }
}

} // namespace flux::run
