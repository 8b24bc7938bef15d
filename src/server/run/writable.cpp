#include "server/run/writable.hpp"

#include "server/pg/call.hpp"

extern "C" {
#include "miscadmin.h"
#include "tcop/utility.h"
}

namespace flux::run {
namespace {

// leaf
void prevent(const char* function) {
    PreventCommandDuringRecovery(function);
    PreventCommandIfReadOnly(function);
    PreventCommandIfParallelMode(function);
}

} // namespace

void require_writable(const char* function) { pg::call(prevent, function); }

} // namespace flux::run
