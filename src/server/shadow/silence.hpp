// Other people's event triggers during a shadow.
#pragma once

namespace flux::shadow {

// Switches off those that are ENABLE ALWAYS, by their catalog rows, until the shadow is rolled back. The others are silent
// under session_replication_role = replica, and for single statements none fires at all; scripts of extensions are the
// exception.
void silence_event_triggers();

} // namespace flux::shadow
