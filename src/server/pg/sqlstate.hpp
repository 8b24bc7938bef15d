// The one table from the project's own error codes to SQLSTATEs.
#pragma once

#include "core/error.hpp"

namespace flux::pg {

// As ereport's errcode() wants it.
int sqlstate_of(ErrorCode code) noexcept;

} // namespace flux::pg
