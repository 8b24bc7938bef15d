// Silencing event triggers. Separate from set_aside.cpp, because it is needed only where a source creates an extension
// that is not installed.
#include "server/shadow/silence.hpp"

#include "server/pg/call.hpp"
#include "server/pg/memory.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_event_trigger.h"
#include "commands/trigger.h"
#include "utils/rel.h"
}

namespace flux::shadow {

namespace {

// leaf
void disable_always() {
    const Relation catalog = table_open(EventTriggerRelationId, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, InvalidOid, false, nullptr, 0, nullptr);
    HeapTuple row;
    while (HeapTupleIsValid(row = systable_getnext(scan))) {
        if (reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(row))->evtenabled != TRIGGER_FIRES_ALWAYS) continue;
        const HeapTuple copy = heap_copytuple(row);
        reinterpret_cast<Form_pg_event_trigger>(GETSTRUCT(copy))->evtenabled = TRIGGER_DISABLED;
        CatalogTupleUpdate(catalog, &copy->t_self, copy);
    }
    systable_endscan(scan);
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
}

} // namespace

void silence_event_triggers() {
    const pg::MemoryScope memory;
    pg::call(disable_always);
}

} // namespace flux::shadow
