#include "server/pg/commits.hpp"

#include <exception>

#include "server/pg/call.hpp"
#include "server/pg/interrupts.hpp"

extern "C" {
#include "access/xact.h"
#include "executor/spi.h"
#include "nodes/parsenodes.h"
#include "storage/latch.h"
#include "tcop/pquery.h"
#include "utils/wait_event.h"
}

namespace flux::pg {
namespace {

// leaf
void connect(FunctionCallInfo fcinfo, const char* name) {
    const auto* const context = reinterpret_cast<CallContext*>(fcinfo->context);
    if (context == nullptr || !IsA(context, CallContext) || context->atomic)
        ereport(ERROR, (errcode(ERRCODE_ACTIVE_SQL_TRANSACTION), errmsg("%s cannot run inside a transaction block", name),
                        errhint("It commits after each of its steps. CALL it by itself.")));
    if (SPI_connect_ext(SPI_OPT_NONATOMIC) != SPI_OK_CONNECT) elog(ERROR, "SPI_connect_ext failed");
}

// leaf
void commit_and_start() {
    SPI_commit();
    SPI_start_transaction();
}

// leaf
void finish() { SPI_finish(); }

// leaf
void rest(long milliseconds) {
    (void)WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, milliseconds, PG_WAIT_EXTENSION);
    ResetLatch(MyLatch);
}

} // namespace

Commits::Commits(FunctionCallInfo call_info, const char* name) : exceptions_(std::uncaught_exceptions()) {
    call(connect, call_info, name);
}

Commits::~Commits() {
    if (std::uncaught_exceptions() > exceptions_) return;
    try {
        call(finish);
    } catch (const std::exception& error) {
        ereport(WARNING, (errmsg_internal("could not end a use of SPI: %s", error.what())));
    }
}

void Commits::commit() { call(commit_and_start); }
void Commits::begin() { call(EnsurePortalSnapshotExists); }

void sleep_ms(long milliseconds) {
    call(rest, milliseconds);
    check_interrupts();
}

} // namespace flux::pg
