// Runs one statement of a plan as the caller.
#pragma once

#include "core/plan/step.hpp"

namespace flux::run {

// `number` is told in the context of an error. Within pg_flux.lock_timeout and pg_flux.statement_timeout. Returns the
// microseconds it took.
long long run_step(int number, const Step& step);

// What of a plan runs in this session at the moment, without secrets; nullptr: nothing.
const char* current_statement();

} // namespace flux::run
