// Functions and operators of the server that are known to give a value for every value. Leaf code.
#pragma once

#include "server/pg/compat.hpp"

extern "C" {
#include "nodes/primnodes.h"
}

namespace flux::facts {

// When a call gives NULL.
enum class Nulls {
    never,    // whatever its arguments
    by_first, // only where its first argument is NULL
    by_any,   // only where an argument is NULL
    unknown,
};

Nulls nulls_of_function(const FuncExpr* function);
// Does the operator give NULL for NULL arguments alone?
bool operator_keeps_values(Oid operator_);
// Does the implicit cast, as a set operation makes it?
bool cast_keeps_values(Oid from, Oid to);
// A function whose rows hold no NULL in any column.
bool rows_are_full(Oid function);

} // namespace flux::facts
