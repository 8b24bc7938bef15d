// Why heap and index directly: a query would cost as much as the DDL that it tells of.
#include "server/ledger/append.hpp"

extern "C" {
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "commands/sequence.h"
#include "miscadmin.h"
#include "utils/inet.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/timestamp.h"
}

namespace flux::ledger {
namespace {

enum Column {
    kId, kAt, kTxid, kRole, kSessionRole, kApplication, kClient, kEvent, kCommand, kKind, kObject, kWas, kStatement, kRun,
    kChanges, kGuard, kDatabase, kClass, kObjectId, kSubId, kColumns,
};

struct Row {
    Datum values[kColumns];
    bool nulls[kColumns];
};

// leaf
void set_text(Row* row, Column column, const char* text) {
    row->nulls[column] = text == nullptr;
    if (text != nullptr) row->values[column] = CStringGetTextDatum(text);
}

// leaf
void set_name(Row* row, Column column, Oid role) {
    auto* const name = static_cast<Name>(palloc0(sizeof(NameData)));
    namestrcpy(name, GetUserNameFromId(role, false));
    row->values[column] = NameGetDatum(name);
}

// leaf
void set_session(Row* row) {
    row->values[kAt] = TimestampTzGetDatum(GetCurrentTimestamp());
    row->values[kTxid] = Int64GetDatum(static_cast<int64>(U64FromFullTransactionId(GetTopFullTransactionId())));
    set_name(row, kRole, GetUserId());
    set_name(row, kSessionRole, GetSessionUserId());
    set_text(row, kApplication, application_name != nullptr && *application_name != '\0' ? application_name : nullptr);
    LOCAL_FCINFO(fcinfo, 0);
    InitFunctionCallInfoData(*fcinfo, nullptr, 0, InvalidOid, nullptr, nullptr);
    row->values[kClient] = inet_client_addr(fcinfo);
    row->nulls[kClient] = fcinfo->isnull;
}

// leaf
void set_context(Row* row, const Context* context) {
    set_text(row, kEvent, context->event);
    set_text(row, kStatement, context->statement);
    set_text(row, kGuard, context->guard);
    row->nulls[kRun] = context->run == 0;
    row->values[kRun] = Int64GetDatum(context->run);
    row->values[kDatabase] = ObjectIdGetDatum(MyDatabaseId);
}

// leaf
void set_event(Row* row, const Event* event, const char* changes) {
    set_text(row, kCommand, event->command);
    set_text(row, kKind, event->kind);
    set_text(row, kObject, event->object);
    set_text(row, kWas, event->was);
    row->nulls[kChanges] = changes == nullptr;
    if (changes != nullptr) row->values[kChanges] = DirectFunctionCall1(jsonb_in, CStringGetDatum(changes));
    row->values[kClass] = ObjectIdGetDatum(event->class_id);
    row->values[kObjectId] = ObjectIdGetDatum(event->object_id);
    row->values[kSubId] = Int32GetDatum(event->sub_id);
}

} // namespace

bool append(const Context* context, const Event* events, const char* const* changes, int count) {
    const Oid schema = get_namespace_oid("pg_flux", true);
    const Oid oid = OidIsValid(schema) ? get_relname_relid("ledger_entry", schema) : InvalidOid;
    const Oid numbers = OidIsValid(schema) ? get_relname_relid("ledger_entry_id_seq", schema) : InvalidOid;
    if (!OidIsValid(oid) || !OidIsValid(numbers)) return false;
    const Relation table = table_open(oid, RowExclusiveLock);
    if (RelationGetNumberOfAttributes(table) != kColumns) elog(ERROR, "the ledger is of another version of pg_flux");
    const CatalogIndexState indexes = CatalogOpenIndexes(table);
    Row row = {};
    set_session(&row);
    set_context(&row, context);
    for (int i = 0; i < count; ++i) {
        row.values[kId] = Int64GetDatum(nextval_internal(numbers, false));
        set_event(&row, &events[i], changes[i]);
        const HeapTuple tuple = heap_form_tuple(RelationGetDescr(table), row.values, row.nulls);
        CatalogTupleInsertWithInfo(table, tuple, indexes);
        heap_freetuple(tuple);
    }
    CatalogCloseIndexes(indexes);
    table_close(table, NoLock);
    return true;
}

} // namespace flux::ledger
