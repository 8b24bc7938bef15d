// Statements that have nothing to do. Separate from execute.cpp, which knows how to do things. Leaf functions all.
#include "server/shadow/satisfied.hpp"

#include "server/shadow/set_aside.hpp"

#include <cstring>

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_namespace.h"
#include "commands/comment.h"
#include "commands/extension.h"
#include "commands/schemacmds.h"
#include "miscadmin.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
}

namespace flux::shadow {

namespace {

const char* option(const List* options, const char* name) {
    ListCell* cell;
    foreach (cell, options)
        if (std::strcmp(lfirst_node(DefElem, cell)->defname, name) == 0) return defGetString(lfirst_node(DefElem, cell));
    return nullptr;
}

Oid owner_of(Oid schema) {
    const HeapTuple row = SearchSysCache1(NAMESPACEOID, ObjectIdGetDatum(schema));
    if (!HeapTupleIsValid(row)) return InvalidOid;
    const Oid owner = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(row))->nspowner;
    ReleaseSysCache(row);
    return owner;
}

// As ALTER EXTENSION … SET SCHEMA asks it. Why here and not when the plan runs: code that the source runs would find the
// members in a place where their owner never put them, and what is its own where they were.
void require_may_move(Oid extension, Oid to) {
    if (!pg::compat::owns_extension(extension, GetUserId()))
        aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_EXTENSION, get_extension_name(extension));
    const AclResult allowed = pg::compat::may_create_in(to, GetUserId());
    if (allowed != ACLCHECK_OK) aclcheck_error(allowed, OBJECT_SCHEMA, get_namespace_name(to));
}

void declare_extension(Oid extension, const char* schema, const char* version) {
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_extension_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(extension));
    const Relation catalog = table_open(ExtensionRelationId, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, ExtensionOidIndexId, true, nullptr, 1, &key);
    HeapTuple row = systable_getnext(scan);
    Datum values[Natts_pg_extension] = {};
    bool nulls[Natts_pg_extension] = {};
    bool replaces[Natts_pg_extension] = {};
    const Oid from = reinterpret_cast<Form_pg_extension>(GETSTRUCT(row))->extnamespace;
    const Oid to = schema == nullptr ? from : get_namespace_oid(schema, false);
    if (to != from) {
        require_may_move(extension, to);
        values[Anum_pg_extension_extnamespace - 1] = ObjectIdGetDatum(to);
        replaces[Anum_pg_extension_extnamespace - 1] = true;
    }
    if (version != nullptr) {
        values[Anum_pg_extension_extversion - 1] = CStringGetTextDatum(version);
        replaces[Anum_pg_extension_extversion - 1] = true;
    }
    row = heap_modify_tuple(row, RelationGetDescr(catalog), values, nulls, replaces);
    CatalogTupleUpdate(catalog, &row->t_self, row);
    systable_endscan(scan);
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
    if (to == from) return;
    changeDependencyFor(ExtensionRelationId, extension, NamespaceRelationId, from, to);
    move_extension_members(extension, from, to);
}

} // namespace

bool schema_is_there(const char* name, RoleSpec* owner) {
    const Oid schema = get_namespace_oid(name, true);
    if (!OidIsValid(schema)) return false;
    const Oid wanted = owner == nullptr ? InvalidOid : get_rolespec_oid(owner, false);
    if (OidIsValid(wanted) && wanted != owner_of(schema)) AlterSchemaOwner(name, wanted);
    return true;
}

bool extension_is_there(CreateExtensionStmt* create) {
    const Oid extension = get_extension_oid(create->extname, true);
    if (!OidIsValid(extension)) return false;
    const char* const schema = option(create->options, "schema");
    const char* const version = option(create->options, "new_version");
    if (schema != nullptr || version != nullptr) declare_extension(extension, schema, version);
    return true;
}

const char* schema_of_extension(const char* extension) {
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_extension_extname, BTEqualStrategyNumber, F_NAMEEQ, CStringGetDatum(extension));
    const Relation catalog = table_open(ExtensionRelationId, AccessShareLock);
    const SysScanDesc scan = systable_beginscan(catalog, ExtensionNameIndexId, true, nullptr, 1, &key);
    const HeapTuple row = systable_getnext(scan);
    const char* const schema = !HeapTupleIsValid(row) ? nullptr
        : get_namespace_name(reinterpret_cast<Form_pg_extension>(GETSTRUCT(row))->extnamespace);
    systable_endscan(scan);
    table_close(catalog, AccessShareLock);
    return schema;
}

void move_extension(const char* extension, const char* schema) {
    declare_extension(get_extension_oid(extension, false), schema, nullptr);
}

bool extension_is_moved(const AlterObjectSchemaStmt* alter) {
    if (alter->objectType != OBJECT_EXTENSION) return false;
    move_extension(strVal(alter->object), alter->newschema);
    return true;
}

bool comment_is_there(const CommentStmt* comment) {
    if (comment->objtype != OBJECT_EXTENSION) return false;
    const Oid extension = get_extension_oid(strVal(comment->object), true);
    if (!OidIsValid(extension)) return false;
    const char* const present = GetComment(extension, ExtensionRelationId, 0);
    const char* const wanted = comment->comment;
    if (present == nullptr || wanted == nullptr) return present == wanted;
    return std::strcmp(present, wanted) == 0;
}

} // namespace flux::shadow
