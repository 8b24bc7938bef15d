// What happens to changes of managed schemas that do not come from pg_flux.
#pragma once

#include "server/ledger/event.hpp"

namespace flux::ledger {

// Is the schema in a baseline? leaf; false where the extension's tables are not there.
bool is_managed(const char* schema);

enum class Verdict { free, emergency };

// Of what a command has touched, in a session that is not in a run: raises where pg_flux.guard is block, logs where it is log.
// `managed` is the first object that stands in a managed schema, nullptr where none does.
Verdict check_guard(const Event* managed);

// The commands that cannot be undone by raising when they have ended (… CONCURRENTLY): before they begin.
void check_guard_before(const EventTriggerData* trigger);

} // namespace flux::ledger
