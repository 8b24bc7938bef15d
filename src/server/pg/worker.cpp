#include "server/pg/worker.hpp"

#include <cstring>

#include "core/error.hpp"
#include "server/pg/call.hpp"
#include "server/pg/compat_worker.hpp"
#include "server/pg/entry.hpp"

extern "C" {
#include "access/xact.h"
#include "commands/async.h"
#include "libpq/pqsignal.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "storage/dsm.h"
#include "storage/ipc.h"
#include "tcop/tcopprot.h"
#include "utils/portal.h"
#include "utils/ps_status.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"
#include "utils/timeout.h"

PGDLLEXPORT void pg_flux_worker_main(Datum argument);
}

namespace flux::pg {
namespace {

constexpr std::size_t kText = 4096, kSetting = 64;
WorkerSetup setup = nullptr;

// In shared memory; the statement follows it.
struct Shared {
    Oid database, session_user, user;
    std::int64_t run;
    int statement_timeout_ms;
    char maintenance_work_mem[kSetting], parallel_workers[kSetting];
    bool finished;
    int sqlstate; // 0: it went well
    char message[kText], detail[kText], hint[kText];
    std::size_t sql_size;
};

char* sql_of(Shared* shared) { return reinterpret_cast<char*>(shared + 1); }

void put(char* to, std::size_t size, const char* from) { strlcpy(to, from == nullptr ? "" : from, size); }

// leaf
dsm_segment* share(const char* sql, std::int64_t run, int statement_timeout_ms) {
    const std::size_t size = strlen(sql) + 1;
    dsm_segment* const segment = dsm_create(sizeof(Shared) + size, 0);
    auto* const shared = static_cast<Shared*>(dsm_segment_address(segment));
    memset(shared, 0, sizeof(Shared));
    shared->database = MyDatabaseId;
    shared->session_user = GetSessionUserId();
    shared->user = GetUserId();
    shared->run = run;
    shared->statement_timeout_ms = statement_timeout_ms;
    put(shared->maintenance_work_mem, kSetting, GetConfigOption("maintenance_work_mem", false, false));
    put(shared->parallel_workers, kSetting, GetConfigOption("max_parallel_maintenance_workers", false, false));
    shared->sql_size = size;
    memcpy(sql_of(shared), sql, size);
    return segment;
}

// leaf: the handle outlives transactions.
BackgroundWorkerHandle* start(dsm_segment* segment) {
    BackgroundWorker worker;
    memset(&worker, 0, sizeof(worker));
    worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
    worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    strlcpy(worker.bgw_library_name, "pg_flux", sizeof(worker.bgw_library_name));
    strlcpy(worker.bgw_function_name, "pg_flux_worker_main", sizeof(worker.bgw_function_name));
    strlcpy(worker.bgw_name, "pg_flux online", sizeof(worker.bgw_name));
    strlcpy(worker.bgw_type, "pg_flux", sizeof(worker.bgw_type));
    worker.bgw_main_arg = UInt32GetDatum(dsm_segment_handle(segment));
    worker.bgw_notify_pid = MyProcPid;
    const MemoryContext outer = MemoryContextSwitchTo(TopMemoryContext);
    BackgroundWorkerHandle* handle = nullptr;
    const bool started = RegisterDynamicBackgroundWorker(&worker, &handle);
    MemoryContextSwitchTo(outer);
    if (!started)
        ereport(ERROR, (errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED), errmsg("there is no free slot for a background worker"),
                        errhint("Raise max_worker_processes, or try again later.")));
    return handle;
}

// leaf: also when the caller ends in any other way.
void end_worker(dsm_segment*, Datum handle) {
    TerminateBackgroundWorker(reinterpret_cast<BackgroundWorkerHandle*>(DatumGetPointer(handle)));
}

// leaf
void wait_for(BackgroundWorkerHandle* handle) {
    if (WaitForBackgroundWorkerShutdown(handle) == BGWH_POSTMASTER_DIED)
        ereport(FATAL, (errcode(ERRCODE_ADMIN_SHUTDOWN), errmsg("the postmaster has died")));
}

// leaf: nothing may interrupt it, since the next step must find the worker gone.
void wait_for_end(BackgroundWorkerHandle* handle) {
    HOLD_INTERRUPTS();
    TerminateBackgroundWorker(handle);
    (void)WaitForBackgroundWorkerShutdown(handle);
    RESUME_INTERRUPTS();
}

// leaf
void raise_as_worker(const Shared* shared) {
    if (!shared->finished)
        ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("the background worker ended without a result"),
                        errhint("The server's log says why.")));
    if (shared->sqlstate == 0) return;
    ereport(ERROR, (errcode(shared->sqlstate), errmsg_internal("%s", shared->message),
                    shared->detail[0] == '\0' ? 0 : errdetail_internal("%s", shared->detail),
                    shared->hint[0] == '\0' ? 0 : errhint("%s", shared->hint), errcontext("background worker of pg_flux")));
}

class Worker {
public:
    explicit Worker(dsm_segment* segment) : segment_(segment), handle_(call(start, segment)) {
        call(on_dsm_detach, segment, end_worker, PointerGetDatum(handle_));
    }
    ~Worker() {
        try {
            if (!ended_) call(wait_for_end, handle_);
            call(cancel_on_dsm_detach, segment_, end_worker, PointerGetDatum(handle_));
        } catch (const std::exception& error) {
            ereport(WARNING, (errmsg_internal("could not end a background worker: %s", error.what())));
        }
        pfree(handle_);
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    void wait() {
        call(wait_for, handle_);
        ended_ = true;
    }

private:
    dsm_segment* segment_;
    BackgroundWorkerHandle* handle_;
    bool ended_ = false;
};

struct Segment {
    dsm_segment* it;
    ~Segment() { dsm_detach(it); }
};

// leaf
void connect(Shared* shared) {
    BackgroundWorkerInitializeConnectionByOid(shared->database, shared->session_user, 0);
    pgstat_report_appname("pg_flux");
}

// leaf
void prepare(Shared* shared) {
    StartTransactionCommand();
    SetConfigOption("maintenance_work_mem", shared->maintenance_work_mem, PGC_USERSET, PGC_S_SESSION);
    SetConfigOption("max_parallel_maintenance_workers", shared->parallel_workers, PGC_USERSET, PGC_S_SESSION);
    SetConfigOption("lock_timeout", "0", PGC_USERSET, PGC_S_SESSION);
}

// leaf
void run_statement(Shared* shared) {
    SetUserIdAndSecContext(shared->user, compat::kWorkerContext);
    const char* const sql = sql_of(shared);
    debug_query_string = sql;
    pgstat_report_activity(STATE_RUNNING, sql);
    SetCurrentStatementStartTimestamp();
    if (shared->statement_timeout_ms > 0) enable_timeout_after(STATEMENT_TIMEOUT, shared->statement_timeout_ms);
    compat::run_top_level(sql);
    CommitTransactionCommand();
    disable_timeout(STATEMENT_TIMEOUT, false);
}

void work(Shared* shared) {
    try {
        call(prepare, shared);
        if (setup) setup(shared->run);
        call(run_statement, shared);
    } catch (const ServerError& error) {
        shared->sqlstate = MAKE_SQLSTATE(error.sqlstate()[0], error.sqlstate()[1], error.sqlstate()[2], error.sqlstate()[3], error.sqlstate()[4]);
        put(shared->message, kText, error.what());
        put(shared->detail, kText, error.detail().c_str());
        put(shared->hint, kText, error.hint().c_str());
    }
    shared->finished = true;
}

void worker_body(void* argument) {
    auto* const segment = static_cast<dsm_segment*>(argument);
    auto* const shared = static_cast<Shared*>(dsm_segment_address(segment));
    call(connect, shared);
    work(shared);
}

} // namespace

void run_in_worker(const WorkerTask& task) {
    const Segment segment{call(share, task.sql.c_str(), task.run, task.statement_timeout_ms)};
    {
        Worker worker(segment.it);
        worker.wait();
    }
    call(raise_as_worker, static_cast<const Shared*>(dsm_segment_address(segment.it)));
}

void set_worker_setup(WorkerSetup function) { setup = function; }

} // namespace flux::pg

void pg_flux_worker_main(Datum argument) {
    pqsignal(SIGTERM, die);
    BackgroundWorkerUnblockSignals();
    CurrentResourceOwner = ResourceOwnerCreate(nullptr, "pg_flux worker");
    dsm_segment* const segment = dsm_attach(DatumGetUInt32(argument));
    // Why no error: the caller has gone, and nobody waits for the statement.
    if (segment == nullptr) proc_exit(0);
    dsm_pin_mapping(segment);
    flux::pg::entry(flux::pg::worker_body, segment);
    proc_exit(0);
}
