// What differs between PostgreSQL 14 and 18 in the server's DDL functions. Apart from compat.hpp, because only the shadow
// needs these headers.
#pragma once

#include "server/pg/compat.hpp"

extern "C" {
#include "access/multixact.h"
#include "access/tableam.h"
#include "catalog/heap.h"
#include "commands/defrem.h"
#include "commands/typecmds.h"
#include "nodes/parsenodes.h"
#include "storage/lock.h"
#include "utils/rel.h"
}

namespace flux::pg::compat {

// 16 added total_parts, for progress reports.
// `index`: the OID to give it, or none.
inline ObjectAddress define_index(Oid table, IndexStmt* statement, Oid index, bool skip_build) {
#if PG_VERSION_NUM >= 160000
    return DefineIndex(table, statement, index, InvalidOid, InvalidOid, -1, false, true, true, skip_build, false);
#else
    return DefineIndex(table, statement, index, InvalidOid, InvalidOid, false, true, true, skip_build, false);
#endif
}

// The number of a file that exists already: index_create then makes none. 16 renamed the fields.
inline void pretend_storage(IndexStmt* statement, Oid number, SubTransactionId made_in) {
#if PG_VERSION_NUM >= 160000
    statement->oldNumber = number;
    statement->oldCreateSubid = made_in;
    statement->oldFirstRelfilelocatorSubid = InvalidSubTransactionId;
#else
    statement->oldNode = number;
    statement->oldCreateSubid = made_in;
    statement->oldFirstRelfilenodeSubid = InvalidSubTransactionId;
#endif
}

// A relation's entry in the relation cache, open, with a file number and without a file. 15 added create_storage.
inline Relation heap_create_without_file(const char* name, Oid schema, Oid tablespace, Oid oid, Oid number, TupleDesc columns,
                                         char kind) {
    TransactionId freeze_xid;
    MultiXactId min_multi;
#if PG_VERSION_NUM >= 150000
    return heap_create(name, schema, tablespace, oid, number, InvalidOid, columns, kind, RELPERSISTENCE_PERMANENT, false,
                       false, false, &freeze_xid, &min_multi, false);
#else
    return heap_create(name, schema, tablespace, oid, number, InvalidOid, columns, kind, RELPERSISTENCE_PERMANENT, false,
                       false, false, &freeze_xid, &min_multi);
#endif
}

// 16 replaced pg_database_aclcheck() and its like by object_aclcheck().
inline AclResult may_create_schema(Oid role) {
#if PG_VERSION_NUM >= 160000
    return object_aclcheck(1262 /* pg_database */, MyDatabaseId, role, ACL_CREATE);
#else
    return pg_database_aclcheck(MyDatabaseId, role, ACL_CREATE);
#endif
}

// 17 added the setting event_triggers.
inline constexpr bool kHasEventTriggersSetting = PG_VERSION_NUM >= 170000;

// 17 added the question whether a stronger mode counts.
inline bool holds_lock(const LOCKTAG* tag, LOCKMODE mode) {
#if PG_VERSION_NUM >= 170000
    return LockHeldByMe(tag, mode, false);
#else
    return LockHeldByMe(tag, mode);
#endif
}

// 17 added the question whether a type that hangs on another object may be passed over.
inline void move_row_type(Oid type, Oid schema, ObjectAddresses* moved) {
#if PG_VERSION_NUM >= 170000
    (void)AlterTypeNamespaceInternal(type, schema, false, false, false, moved);
#else
    (void)AlterTypeNamespaceInternal(type, schema, false, false, moved);
#endif
}

// 16 renamed file nodes to file locators.
#if PG_VERSION_NUM >= 160000
using FileLocator = RelFileLocator;
#else
using FileLocator = RelFileNode;
#endif

using SetNewFile = void (*)(Relation, const FileLocator*, char, TransactionId*, MultiXactId*);
using CopyData = void (*)(Relation, const FileLocator*);

inline void replace_set_new_file(TableAmRoutine* routine, SetNewFile function) {
#if PG_VERSION_NUM >= 160000
    routine->relation_set_new_filelocator = function;
#else
    routine->relation_set_new_filenode = function;
#endif
}

} // namespace flux::pg::compat
