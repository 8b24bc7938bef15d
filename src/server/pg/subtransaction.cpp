// SubTransaction over the server's internal subtransactions. Memory context and resource owner come back to what they
// were, which the server leaves to its callers.
#include "server/pg/subtransaction.hpp"

#include "server/pg/call.hpp"

extern "C" {
#include "access/xact.h"
#include "utils/resowner.h"
}

namespace flux::pg {

namespace {

// leaf: a subtransaction that cannot be rolled back leaves a session that nobody should use.
void give_up() { ereport(FATAL, (errmsg("could not roll back a subtransaction of pg_flux"))); }

} // namespace

SubTransaction::SubTransaction() : memory_(CurrentMemoryContext), owner_(CurrentResourceOwner) {
    call(BeginInternalSubTransaction, nullptr);
    open_ = true;
    MemoryContextSwitchTo(memory_);
}

SubTransaction::~SubTransaction() {
    try {
        rollback();
    } catch (...) {
        give_up();
    }
}

void SubTransaction::commit() {
    call(ReleaseCurrentSubTransaction);
    open_ = false;
    MemoryContextSwitchTo(memory_);
    CurrentResourceOwner = owner_;
}

void SubTransaction::rollback() {
    if (!open_) return;
    open_ = false;
    call(RollbackAndReleaseCurrentSubTransaction);
    MemoryContextSwitchTo(memory_);
    CurrentResourceOwner = owner_;
}

} // namespace flux::pg
