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

} // namespace

void require_writable(const char* function) { pg::call(prevent, function); }

} // namespace flux::run
