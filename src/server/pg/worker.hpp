// A statement that cannot run in a transaction, run by a background worker as the caller: CREATE INDEX CONCURRENTLY and its
// like wait for every snapshot in the database, so that the caller must hold none while it waits.
#pragma once

#include <cstdint>
#include <string>

namespace flux::pg {

struct WorkerTask {
    std::string sql;
    std::int64_t run = 0;
    int statement_timeout_ms = 0; // 0: none
};

// Call it with no snapshot. An ERROR of the statement comes out with its SQLSTATE, detail and hint. Where the caller is
// cancelled or ends, the worker is ended.
void run_in_worker(const WorkerTask& task);

// What the worker does before its statement, in a transaction: set by who knows the settings.
using WorkerSetup = void (*)(std::int64_t run);
void set_worker_setup(WorkerSetup setup);

} // namespace flux::pg
