// Other people's event triggers during a shadow: none of them fires, whatever they are enabled for.
#pragma once

#include "server/pg/guc.hpp"

namespace flux::shadow {

// A list of its own for what event triggers are told. Why: where pg_flux is called within a command (CREATE TABLE … AS
// SELECT … FROM pg_flux.diff()), that command's triggers would hear of every object of the shadow. Outlives the
// subtransaction.
class OwnEvents {
public:
    OwnEvents();
    ~OwnEvents();
    OwnEvents(const OwnEvents&) = delete;
    OwnEvents& operator=(const OwnEvents&) = delete;

private:
    bool begun_;
};

// session_replication_role = replica silences those that are enabled as usual. Those that are ENABLE ALWAYS or ENABLE
// REPLICA take a setting of its own from PostgreSQL 17 on, and their catalog rows before, until the shadow is rolled back.
void silence_event_triggers(pg::GucScope& settings);

} // namespace flux::shadow
