// Guarded forms of CHECK_FOR_INTERRUPTS and check_stack_depth. Separate, so that callers see no server header.
#include "server/pg/interrupts.hpp"

#include "server/pg/call.hpp"

namespace flux::pg {

namespace {

// leaf
void process_interrupts() { CHECK_FOR_INTERRUPTS(); }

} // namespace

void check_interrupts() {
    if (InterruptPending) call(process_interrupts);
}

void check_stack() {
    if (stack_is_too_deep()) call(check_stack_depth);
}

} // namespace flux::pg
