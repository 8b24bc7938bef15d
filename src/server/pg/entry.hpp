// The only way the server calls C++. No exception leaves: each becomes an ERROR, raised after the catch block is left,
// so that the exception object is destroyed and the runtime's stack of caught exceptions is clean.
#pragma once

#include "server/pg/compat.hpp"

namespace flux::pg {

Datum entry(Datum (*body)(FunctionCallInfo), FunctionCallInfo fcinfo);
// For callbacks that the server gives no arguments through fmgr (hooks, workers, transaction callbacks).
void entry(void (*body)(void*), void* argument);

} // namespace flux::pg

// A function that SQL can call. Its body is ordinary C++ and may throw.
#define FLUX_FUNCTION(name)                                                                                            \
    static Datum name##_body(FunctionCallInfo fcinfo);                                                                 \
    extern "C" {                                                                                                       \
    PG_FUNCTION_INFO_V1(name);                                                                                         \
    PGDLLEXPORT Datum name(PG_FUNCTION_ARGS);                                                                          \
    PGDLLEXPORT Datum name(PG_FUNCTION_ARGS) { return flux::pg::entry(name##_body, fcinfo); }                          \
    }                                                                                                                  \
    static Datum name##_body([[maybe_unused]] FunctionCallInfo fcinfo)
