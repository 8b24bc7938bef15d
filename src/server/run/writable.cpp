#include "server/run/writable.hpp"

#include "server/pg/call.hpp"

extern "C" {
#include "access/xact.h"
#include "miscadmin.h"
#include "tcop/utility.h"
}

namespace flux::run {
namespace {

// leaf
void prevent(const char* function) {
    PreventCommandDuringRecovery(function);
    if (XactReadOnly)
        ereport(ERROR, (errcode(ERRCODE_READ_ONLY_SQL_TRANSACTION), errmsg("cannot execute %s in a read-only transaction", function),
                        errhint("What builds the declared schema writes to the catalogs, though it is rolled back. "
                                "pg_flux.drift(), model() and dump() only read.")));
    PreventCommandIfParallelMode(function);
}

// leaf
void require_read_committed(const char* function) {
    if (IsolationUsesXactSnapshot())
        ereport(ERROR, (errcode(ERRCODE_ACTIVE_SQL_TRANSACTION), errmsg("%s needs READ COMMITTED", function),
                        errdetail("This transaction goes on seeing the state from its beginning, so that nothing would be proven."),
                        errhint("BEGIN ISOLATION LEVEL READ COMMITTED, or set default_transaction_isolation.")));
}

} // namespace

void require_newest_state(const char* function) { pg::call(require_read_committed, function); }

void require_writable(const char* function) { pg::call(prevent, function); }

} // namespace flux::run
