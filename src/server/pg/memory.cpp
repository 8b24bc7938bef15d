// MemoryScope. Separate, so that callers see no server header.
#include "server/pg/memory.hpp"

#include "server/pg/call.hpp"

namespace flux::pg {

namespace {

// leaf
MemoryContext make_context() {
    return AllocSetContextCreate(CurrentMemoryContext, "pg_flux scope", ALLOCSET_DEFAULT_SIZES);
}

} // namespace

MemoryScope::MemoryScope() : outer_(CurrentMemoryContext), inner_(call(make_context)) { MemoryContextSwitchTo(inner_); }

MemoryScope::~MemoryScope() {
    MemoryContextSwitchTo(outer_);
    MemoryContextDelete(inner_);
}

void MemoryScope::reset() { call(MemoryContextReset, inner_); }

} // namespace flux::pg
