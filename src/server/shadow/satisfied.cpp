// Statements that have nothing to do. Separate from execute.cpp, which knows how to do things. Leaf functions all.
#include "server/shadow/satisfied.hpp"

#include <cstring>

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_namespace.h"
#include "commands/comment.h"
#include "commands/extension.h"
#include "commands/schemacmds.h"
#include "utils/fmgroids.h"
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

void declare_extension(Oid extension, const char* schema, const char* version) {
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_extension_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(extension));
    const Relation catalog = table_open(ExtensionRelationId, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, ExtensionOidIndexId, true, nullptr, 1, &key);
    HeapTuple row = systable_getnext(scan);
    Datum values[Natts_pg_extension] = {};
    bool nulls[Natts_pg_extension] = {};
    bool replaces[Natts_pg_extension] = {};
    if (schema != nullptr) {
        values[Anum_pg_extension_extnamespace - 1] = ObjectIdGetDatum(get_namespace_oid(schema, false));
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
}

} // namespace

bool schema_is_there(const char* name, RoleSpec* owner) {
    const Oid schema = get_namespace_oid(name, true);
    if (!OidIsValid(schema)) return false;
    const Oid wanted = owner == nullptr ? InvalidOid : get_rolespec_oid(owner, false);
    if (OidIsValid(wanted) && wanted != owner_of(schema)) AlterSchemaOwner(name, wanted);
    return true;
}

bool is_installed(const char* extension) { return OidIsValid(get_extension_oid(extension, true)); }

bool extension_is_there(CreateExtensionStmt* create) {
    const Oid extension = get_extension_oid(create->extname, true);
    if (!OidIsValid(extension)) return false;
    const char* const schema = option(create->options, "schema");
    const char* const version = option(create->options, "new_version");
    if (schema != nullptr || version != nullptr) declare_extension(extension, schema, version);
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
