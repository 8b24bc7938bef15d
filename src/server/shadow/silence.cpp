// Silencing event triggers. Separate from settings.cpp, because no setting does it on every server version.
#include "server/shadow/silence.hpp"

#include "server/pg/call.hpp"
#include "server/pg/compat_ddl.hpp"
#include "server/pg/memory.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_event_trigger.h"
#include "commands/event_trigger.h"
#include "commands/trigger.h"
#include "utils/rel.h"
}

namespace flux::shadow {

namespace {

// leaf
bool fires_in_replica(HeapTuple row) {
    const char enabled = reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(row))->evtenabled;
    return enabled == TRIGGER_FIRES_ALWAYS || enabled == TRIGGER_FIRES_ON_REPLICA;
}

// leaf. The server's cache of event triggers follows the rows, forth and back.
void disable_rows() {
    const Relation catalog = table_open(EventTriggerRelationId, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, EventTriggerOidIndexId, true, nullptr, 0, nullptr);
    HeapTuple row;
    while (HeapTupleIsValid(row = systable_getnext(scan))) {
        if (!fires_in_replica(row)) continue;
        const HeapTuple copy = heap_copytuple(row);
        reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(copy))->evtenabled = TRIGGER_DISABLED;
        CatalogTupleUpdate(catalog, &copy->t_self, copy);
    }
    systable_endscan(scan);
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
}

} // namespace

// Why nothing is collected: the shadow runs parts of ALTER TABLE by itself, for which the server would want to have been told
// of the whole command.
OwnEvents::OwnEvents() : begun_(pg::call(EventTriggerBeginCompleteQuery)) {
    if (begun_) EventTriggerInhibitCommandCollection();
}

OwnEvents::~OwnEvents() {
    if (begun_) EventTriggerEndCompleteQuery();
}

void silence_event_triggers(pg::GucScope& settings) {
    if (pg::compat::kHasEventTriggersSetting) return settings.set_privileged("event_triggers", "off");
    const pg::MemoryScope memory;
    pg::call(disable_rows);
}

} // namespace flux::shadow
