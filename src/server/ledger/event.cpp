// Why the server's set-returning functions: what they read is not to be had from elsewhere. Why not by SQL: it would be planned for
// every command.
#include "server/ledger/event.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_amop.h"
#include "catalog/pg_amproc.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_foreign_data_wrapper.h"
#include "catalog/pg_foreign_server.h"
#include "catalog/pg_language.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_policy.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "tcop/cmdtag.h"
#include "tcop/deparse_utility.h"
#include "tcop/pquery.h"
#include "tcop/tcopprot.h"
#include "utils/array.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/portal.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"
}

namespace flux::ledger {
namespace {

struct Events {
    Event* all;
    int count, capacity;
};

// leaf
Event* add(Events* events) {
    if (events->count == events->capacity) {
        events->capacity = events->capacity == 0 ? 8 : events->capacity * 2;
        const Size size = sizeof(Event) * static_cast<Size>(events->capacity);
        events->all = static_cast<Event*>(events->all == nullptr ? palloc(size) : repalloc(events->all, size));
    }
    Event* const event = &events->all[events->count++];
    *event = Event{};
    return event;
}

// leaf: the rows of a function without arguments.
TupleTableSlot* rows_of(Oid function, Tuplestorestate** store) {
    FmgrInfo info;
    fmgr_info(function, &info);
    ReturnSetInfo result = {};
    result.type = T_ReturnSetInfo;
    result.econtext = CreateStandaloneExprContext();
    result.allowedModes = static_cast<int>(SFRM_Materialize);
    result.returnMode = SFRM_Materialize;
    LOCAL_FCINFO(fcinfo, 0);
    InitFunctionCallInfoData(*fcinfo, &info, 0, InvalidOid, nullptr, reinterpret_cast<fmNodePtr>(&result));
    (void)FunctionCallInvoke(fcinfo);
    *store = result.setResult;
    return MakeSingleTupleTableSlot(result.setDesc, &TTSOpsMinimalTuple);
}

struct Cells {
    Datum values[16];
    bool nulls[16];
};

// leaf
bool next_row(Tuplestorestate* store, TupleTableSlot* slot, Cells* row) {
    if (!tuplestore_gettupleslot(store, true, true, slot)) return false;
    slot_getallattrs(slot);
    for (int i = 0; i < slot->tts_tupleDescriptor->natts && i < 16; ++i) {
        row->values[i] = slot->tts_values[i];
        row->nulls[i] = slot->tts_isnull[i];
    }
    return true;
}

// leaf
const char* text_at(const Cells* row, int column) {
    return row->nulls[column] ? nullptr : TextDatumGetCString(row->values[column]);
}

// leaf
Oid oid_at(const Cells* row, int column) { return row->nulls[column] ? InvalidOid : DatumGetObjectId(row->values[column]); }

// leaf: of a composite type the model knows the type, ALTER TYPE tells its relation.
void settle_address(Event* event) {
    if (event->class_id != RelationRelationId || event->sub_id != 0 || get_rel_relkind(event->object_id) != RELKIND_COMPOSITE_TYPE)
        return;
    event->class_id = TypeRelationId;
    event->object_id = get_rel_type_id(event->object_id);
}

// leaf
bool is_temporary(const char* schema) {
    return schema != nullptr && (strcmp(schema, "pg_temp") == 0 || strncmp(schema, "pg_toast", 8) == 0);
}

// leaf: of what belongs to a relation and has no schema of its own.
bool is_on_relation(Oid catalog) {
    return catalog == TriggerRelationId || catalog == PolicyRelationId || catalog == RewriteRelationId;
}

// leaf
const char* schema_of(const ObjectAddress* address) {
    if (address->classId == NamespaceRelationId) return get_namespace_name(address->objectId);
    if (is_on_relation(address->classId)) {
        List *names = NIL, *arguments = NIL;
        if (getObjectIdentityParts(address, &names, &arguments, true) == nullptr || names == NIL) return nullptr;
        return static_cast<const char*>(linitial(names));
    }
    // A table's place in a publication, and its like.
    if (!is_objectclass_supported(address->classId)) return nullptr;
    const Oid space = get_object_namespace(address);
    return OidIsValid(space) ? get_namespace_name(space) : nullptr;
}

// leaf: the first of an array of names.
const char* first_name(const Cells* row, int column) {
    if (row->nulls[column]) return nullptr;
    Datum* names;
    bool* nulls;
    int count;
    deconstruct_array(DatumGetArrayTypeP(row->values[column]), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls, &count);
    return count == 0 || nulls[0] ? nullptr : TextDatumGetCString(names[0]);
}

// leaf: an object that another one's command touched, found by its address.
void add_addressed(Events* events, const Event* like, ObjectAddress address) {
    for (int i = 0; i < events->count; ++i)
        if (events->all[i].class_id == address.classId && events->all[i].object_id == address.objectId &&
            events->all[i].sub_id == address.objectSubId)
            return;
    // A column that was dropped has a row of its own, of sql_drop.
    if (address.classId == RelationRelationId && address.objectSubId != 0 &&
        !OidIsValid(get_atttype(address.objectId, static_cast<AttrNumber>(address.objectSubId))))
        return;
    const char* const identity = getObjectIdentity(&address, true);
    if (identity == nullptr) return;
    const char* const schema = schema_of(&address);
    if (schema != nullptr && isAnyTempNamespace(get_namespace_oid(schema, true))) return;
    Event* const event = add(events);
    event->class_id = address.classId;
    event->object_id = address.objectId;
    event->sub_id = address.objectSubId;
    event->command = like->command;
    event->kind = getObjectTypeDescription(&address, true);
    event->schema = schema;
    event->object = identity;
    settle_address(event);
}

// leaf
Oid class_of_granted(ObjectType type) {
    switch (type) {
    case OBJECT_TABLE:
    case OBJECT_SEQUENCE:
    case OBJECT_COLUMN: return RelationRelationId;
    case OBJECT_FUNCTION:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE:
    case OBJECT_AGGREGATE: return ProcedureRelationId;
    case OBJECT_SCHEMA: return NamespaceRelationId;
    case OBJECT_TYPE:
    case OBJECT_DOMAIN: return TypeRelationId;
    case OBJECT_LANGUAGE: return LanguageRelationId;
    case OBJECT_FDW: return ForeignDataWrapperRelationId;
    case OBJECT_FOREIGN_SERVER: return ForeignServerRelationId;
    default: return InvalidOid;
    }
}

// leaf
void add_granted_columns(Events* events, const Event* like, Oid relation, const List* privileges) {
    ListCell *each, *column;
    foreach (each, privileges)
        foreach (column, static_cast<const AccessPriv*>(lfirst(each))->cols) {
            ObjectAddress address;
            ObjectAddressSubSet(address, RelationRelationId, relation, get_attnum(relation, strVal(lfirst(column))));
            add_addressed(events, like, address);
        }
}

// leaf: GRANT names no object in its row.
void add_granted(Events* events, const Event* like, const InternalGrant* grant) {
    const Oid catalog = class_of_granted(grant->objtype);
    if (!OidIsValid(catalog)) return;
    ListCell* each;
    foreach (each, grant->objects) {
        ObjectAddress address;
        ObjectAddressSet(address, catalog, lfirst_oid(each));
        if (grant->col_privs == NIL || grant->all_privs || grant->privileges != ACL_NO_RIGHTS) add_addressed(events, like, address);
        if (catalog == RelationRelationId) add_granted_columns(events, like, address.objectId, grant->col_privs);
    }
}

// leaf: what a command is about beside the object whose address it tells. None where there is nothing.
ObjectAddress beside(Oid table, const CollectedATSubcmd* part) {
    ObjectAddress address = InvalidObjectAddress;
    const auto* const command = reinterpret_cast<const AlterTableCmd*>(part->parsetree);
    if (part->address.classId == RelationRelationId && part->address.objectSubId == 0 &&
        get_rel_relkind(part->address.objectId) == RELKIND_INDEX)
        ObjectAddressSet(address, ConstraintRelationId, get_index_constraint(part->address.objectId));
    else if (command == nullptr || !IsA(command, AlterTableCmd))
        return address;
    else if (command->subtype == AT_AttachPartition || command->subtype == AT_DetachPartition)
        ObjectAddressSet(address, RelationRelationId,
                         RangeVarGetRelid(reinterpret_cast<PartitionCmd*>(command->def)->name, NoLock, true));
    else if (command->name != nullptr && (command->subtype == AT_EnableTrig || command->subtype == AT_EnableAlwaysTrig ||
                                          command->subtype == AT_EnableReplicaTrig || command->subtype == AT_DisableTrig))
        ObjectAddressSet(address, TriggerRelationId, get_trigger_oid(table, command->name, true));
    return address;
}

// leaf
void add_parts(Events* events, const Event* like, Oid table, const List* commands) {
    ListCell* each;
    foreach (each, commands) {
        const auto* const part = static_cast<const CollectedATSubcmd*>(lfirst(each));
        if (OidIsValid(part->address.objectId)) add_addressed(events, like, part->address);
        const ObjectAddress other = beside(table, part);
        if (OidIsValid(other.objectId)) add_addressed(events, like, other);
    }
}

// leaf: ALTER DEFAULT PRIVILEGES names no object, but maybe schemas.
void add_default_privileges(Events* events, const Event* like, const Node* tree) {
    const int before = events->count;
    if (tree != nullptr && IsA(tree, AlterDefaultPrivilegesStmt)) {
        ListCell *each, *name;
        foreach (each, reinterpret_cast<const AlterDefaultPrivilegesStmt*>(tree)->options) {
            const auto* const option = static_cast<const DefElem*>(lfirst(each));
            if (strcmp(option->defname, "schemas") != 0) continue;
            foreach (name, reinterpret_cast<const List*>(option->arg)) {
                Event* const event = add(events);
                *event = *like;
                event->schema = strVal(lfirst(name));
            }
        }
    }
    if (events->count == before) *add(events) = *like;
}

// leaf: classid, objid, objsubid, command_tag, object_type, schema_name, object_identity, in_extension, command
void add_commands(Events* events) {
    Tuplestorestate* store;
    TupleTableSlot* const slot = rows_of(F_PG_EVENT_TRIGGER_DDL_COMMANDS, &store);
    Cells row;
    while (next_row(store, slot, &row)) {
        Event event = {};
        event.class_id = oid_at(&row, 0);
        event.object_id = oid_at(&row, 1);
        event.sub_id = row.nulls[2] ? 0 : DatumGetInt32(row.values[2]);
        event.command = text_at(&row, 3);
        event.kind = text_at(&row, 4);
        event.schema = text_at(&row, 5);
        event.object = text_at(&row, 6);
        if (DatumGetBool(row.values[7]) || is_temporary(event.schema)) continue;
        const auto* const command = row.nulls[8] ? nullptr : reinterpret_cast<CollectedCommand*>(DatumGetPointer(row.values[8]));
        if (command != nullptr && command->type == SCT_Grant) {
            add_granted(events, &event, command->d.grant.istmt);
            continue;
        }
        if (command != nullptr && command->type == SCT_AlterDefaultPrivileges) {
            add_default_privileges(events, &event, command->parsetree);
            continue;
        }
        ObjectAddress address;
        ObjectAddressSubSet(address, event.class_id, event.object_id, event.sub_id);
        if (event.schema == nullptr && OidIsValid(event.class_id)) event.schema = schema_of(&address);
        settle_address(&event);
        bool known = false;
        for (int i = 0; i < events->count && OidIsValid(event.object_id); ++i)
            known = known || (events->all[i].class_id == event.class_id && events->all[i].object_id == event.object_id &&
                              events->all[i].sub_id == event.sub_id);
        if (!known) *add(events) = event;
        if (command != nullptr && command->type == SCT_AlterTable) add_parts(events, &event, command->d.alterTable.objectId, command->d.alterTable.subcmds);
    }
    ExecDropSingleTupleTableSlot(slot);
}

// leaf: was it a member of an extension before the command began?
bool was_member(Oid class_id, Oid object_id) {
    if (!ActiveSnapshotSet()) return false;
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(class_id));
    ScanKeyInit(&keys[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(object_id));
    const Relation catalog = table_open(DependRelationId, AccessShareLock);
    const SysScanDesc scan = systable_beginscan(catalog, DependDependerIndexId, true, GetActiveSnapshot(), 2, keys);
    bool found = false;
    HeapTuple row;
    while (!found && HeapTupleIsValid(row = systable_getnext(scan)))
        found = reinterpret_cast<Form_pg_depend>(GETSTRUCT(row))->deptype == DEPENDENCY_EXTENSION;
    systable_endscan(scan);
    table_close(catalog, AccessShareLock);
    return found;
}

// leaf: classid, objid, objsubid, original, normal, is_temporary, object_type, schema_name, object_name, object_identity, address_names
void add_dropped(Events* events, const EventTriggerData* trigger) {
    if (creating_extension) return;
    const char* const command = GetCommandTagName(trigger->tag);
    const bool extension = trigger->tag == CMDTAG_DROP_EXTENSION;
    Tuplestorestate* store;
    TupleTableSlot* const slot = rows_of(F_PG_EVENT_TRIGGER_DROPPED_OBJECTS, &store);
    Cells row;
    while (next_row(store, slot, &row)) {
        const bool original = DatumGetBool(row.values[3]), normal = DatumGetBool(row.values[4]);
        // A serial's sequence goes by itself, and people see it go.
        const bool told = original || normal || strcmp(text_at(&row, 6), "sequence") == 0;
        if (DatumGetBool(row.values[5]) || !told || is_temporary(text_at(&row, 7))) continue;
        const Oid catalog = oid_at(&row, 0);
        // Parts that people do not drop.
        if (catalog == AttrDefaultRelationId || (catalog == AccessMethodOperatorRelationId && !original) ||
            (catalog == AccessMethodProcedureRelationId && !original) || (extension && was_member(catalog, oid_at(&row, 1))))
            continue;
        Event* const event = add(events);
        event->class_id = oid_at(&row, 0);
        event->object_id = oid_at(&row, 1);
        event->sub_id = DatumGetInt32(row.values[2]);
        event->command = command;
        event->kind = text_at(&row, 6);
        event->schema = catalog == NamespaceRelationId ? text_at(&row, 8)
                        : is_on_relation(catalog)      ? first_name(&row, 10)
                                                       : text_at(&row, 7);
        event->object = text_at(&row, 9);
    }
    ExecDropSingleTupleTableSlot(slot);
}

// leaf
void add_rewritten(Events* events, const char* command) {
    const Oid table = DatumGetObjectId(OidFunctionCall0(F_PG_EVENT_TRIGGER_TABLE_REWRITE_OID));
    const int32 reason = DatumGetInt32(OidFunctionCall0(F_PG_EVENT_TRIGGER_TABLE_REWRITE_REASON));
    Event like = {};
    like.command = command;
    ObjectAddress address;
    ObjectAddressSet(address, RelationRelationId, table);
    add_addressed(events, &like, address);
    if (events->count == 0) return;
    Event* const event = &events->all[0];
    event->changes = static_cast<Change*>(palloc(sizeof(Change)));
    event->changes[0] = {"rewritten", nullptr, psprintf("%d", reason)};
    event->change_count = 1;
}

} // namespace

Event* events_of(const EventTriggerData* trigger, int* count) {
    Events events = {};
    const char* const command = GetCommandTagName(trigger->tag);
    if (strcmp(trigger->event, "ddl_command_end") == 0) add_commands(&events);
    else if (strcmp(trigger->event, "sql_drop") == 0) add_dropped(&events, trigger);
    else add_rewritten(&events, command);
    *count = events.count;
    return events.all;
}

const char* statement_text(std::size_t* length) {
    const Portal portal = ActivePortal;
    const char* const text = portal != nullptr && portal->sourceText != nullptr ? portal->sourceText : debug_query_string;
    if (text == nullptr) return nullptr;
    *length = strlen(text);
    if (portal == nullptr || portal->sourceText == nullptr || portal->stmts == NIL) return text;
    const auto* const statement = static_cast<const PlannedStmt*>(linitial(portal->stmts));
    if (!IsA(statement, PlannedStmt) || statement->stmt_location < 0 ||
        static_cast<std::size_t>(statement->stmt_location) > *length)
        return text;
    const std::size_t rest = *length - static_cast<std::size_t>(statement->stmt_location);
    *length = statement->stmt_len > 0 && static_cast<std::size_t>(statement->stmt_len) < rest
                  ? static_cast<std::size_t>(statement->stmt_len)
                  : rest;
    return text + statement->stmt_location;
}

} // namespace flux::ledger
