// What long C++ work must call: a cancel, a timeout or too deep a recursion comes out as ServerError.
#pragma once

namespace flux::pg {

void check_interrupts();
void check_stack();

} // namespace flux::pg
