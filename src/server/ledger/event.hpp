// What a command did, object by object, as the server tells it to an event trigger. Leaf functions: plain data in the current memory
// context.
#pragma once

#include "server/pg/compat.hpp"

extern "C" {
#include "commands/event_trigger.h"
#include "nodes/pg_list.h"
}

namespace flux::ledger {

// One attribute of an object's catalog row that the command changed; nullptr for NULL.
struct Change {
    const char* attribute;
    const char* before;
    const char* after;
};

struct Event {
    Oid class_id, object_id;
    int sub_id;
    const char* command;
    const char* kind;   // table, function, table column, …
    const char* schema; // that it stands in, or is; nullptr for what belongs to the database
    const char* schema_before; // where that has changed, else nullptr
    const char* object; // identity; nullptr where the server names none
    const char* was;    // its identity before a rename, else nullptr
    Change* changes;
    int change_count;
};

// leaf: of ddl_command_end, sql_drop or table_rewrite. Objects that are temporary, and members of an extension that its script makes
// or drops, are left out. A palloc'd array.
Event* events_of(const EventTriggerData* trigger, int* count);

// leaf: what the command changed in the object's own catalog row: the row as it was when the command began against the row as it
// is. Fills changes and, where its name or schema is among them, was.
void compare_rows(Event* event);

// leaf: the text of the command that runs, not terminated; nullptr where there is none. What runs within a function or DO is
// told by the statement of the client.
const char* statement_text(std::size_t* length);

} // namespace flux::ledger
