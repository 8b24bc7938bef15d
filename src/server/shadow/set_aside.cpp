// Setting schemas aside. Separate from the build: this is the privileged part, done by catalog functions on names that we
// looked up; the source runs elsewhere, as the caller.
#include "server/shadow/set_aside.hpp"

#include <algorithm>

#include "core/kinds/kind_ops.hpp"
#include "server/pg/call.hpp"
#include "server/pg/compat_ddl.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/user.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "access/transam.h"
#include "access/xact.h"
#include "catalog/catalog.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_cast.h"
#include "catalog/pg_class.h"
#include "catalog/pg_default_acl.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_opclass.h"
#include "catalog/pg_transform.h"
#include "catalog/pg_type.h"
#include "catalog/pg_user_mapping.h"
#include "commands/alter.h"
#include "commands/comment.h"
#include "commands/dbcommands.h"
#include "commands/tablecmds.h"
#include "commands/typecmds.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
}

namespace flux::shadow {

namespace {

struct Pair {
    Oid live;
    Oid shadow;
};

// leaf: the row of the namesake gets the live schema's privileges.
void copy_privileges(Relation catalog, Oid shadow, Datum privileges, bool none) {
    Datum values[Natts_pg_namespace] = {};
    bool nulls[Natts_pg_namespace] = {};
    bool replaces[Natts_pg_namespace] = {};
    values[Anum_pg_namespace_nspacl - 1] = privileges;
    nulls[Anum_pg_namespace_nspacl - 1] = none;
    replaces[Anum_pg_namespace_nspacl - 1] = true;
    HeapTuple row = SearchSysCacheCopy1(NAMESPACEOID, ObjectIdGetDatum(shadow));
    row = heap_modify_tuple(row, RelationGetDescr(catalog), values, nulls, replaces);
    CatalogTupleUpdate(catalog, &row->t_self, row);
}

// leaf: renames the live schema's row; answers with its OID.
Oid rename_row(Relation catalog, HeapTuple row) {
    const auto schema = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(row));
    char aside[NAMEDATALEN];
    pg_snprintf(aside, sizeof(aside), "pg_flux_aside_%u", schema->oid);
    if (!pg::compat::owns_schema(schema->oid, GetUserId()))
        ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE), errmsg("must be owner of schema %s", NameStr(schema->nspname)),
                        errhint("The declared schema is built in its place for a moment, which only its owner may do. "
                                "pg_flux.drift(), model() and dump() need no such right.")));
    namestrcpy(&schema->nspname, aside);
    CatalogTupleUpdate(catalog, &row->t_self, row);
    CommandCounterIncrement();
    return schema->oid;
}

// leaf: what a schema's comment is where the source says nothing. Public is in each database from the start, with a
// comment of its own, and CREATE SCHEMA finds it there: so none but that one is undeclared.
const char* unsaid_comment(const char* name, Oid live, bool created) {
    const char* const comment = GetComment(live, NamespaceRelationId, 0);
    if (comment != nullptr && strcmp(name, "public") == 0) return "standard public schema";
    return created ? nullptr : comment;
}

// leaf: {InvalidOid, InvalidOid} where there is no such schema.
Pair swap_schema(const char* name, bool created, bool keep_privileges) {
    const HeapTuple row = SearchSysCacheCopy1(NAMESPACENAME, CStringGetDatum(name));
    if (!HeapTupleIsValid(row)) return {InvalidOid, InvalidOid};
    const Relation catalog = table_open(NamespaceRelationId, RowExclusiveLock);
    const Oid owner = reinterpret_cast<Form_pg_namespace>(GETSTRUCT(row))->nspowner;
    bool none;
    const Datum live = heap_getattr(row, Anum_pg_namespace_nspacl, RelationGetDescr(catalog), &none);
    const Datum privileges = none ? live : datumCopy(live, false, -1);
    Pair pair{};
    pair.live = rename_row(catalog, row);
    pair.shadow = NamespaceCreate(name, owner, false);
    CommandCounterIncrement();
    if (keep_privileges) copy_privileges(catalog, pair.shadow, privileges, none);
    const char* const comment = unsaid_comment(name, pair.live, created);
    if (comment != nullptr) CreateComments(pair.shadow, NamespaceRelationId, 0, pstrdup(comment));
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
    return pair;
}

// leaf: default privileges hang on the schema's OID.
void copy_default_privileges(const Pair* pair) {
    const Relation catalog = table_open(DefaultAclRelationId, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, InvalidOid, false, nullptr, 0, nullptr);
    HeapTuple row;
    while (HeapTupleIsValid(row = systable_getnext(scan))) {
        if (reinterpret_cast<Form_pg_default_acl>(GETSTRUCT(row))->defaclnamespace != pair->live) continue;
        const HeapTuple copy = heap_copytuple(row);
        const auto entry = reinterpret_cast<Form_pg_default_acl>(GETSTRUCT(copy));
        entry->oid = GetNewOidWithIndex(catalog, DefaultAclOidIndexId, Anum_pg_default_acl_oid);
        entry->defaclnamespace = pair->shadow;
        CatalogTupleInsert(catalog, copy);
    }
    systable_endscan(scan);
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
}

// leaf: those for all schemas, which belong to the database, of roles that the caller speaks for.
void forget_default_privileges() {
    const Relation catalog = table_open(DefaultAclRelationId, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, DefaultAclOidIndexId, true, nullptr, 0, nullptr);
    HeapTuple row;
    while (HeapTupleIsValid(row = systable_getnext(scan))) {
        const auto entry = reinterpret_cast<Form_pg_default_acl>(GETSTRUCT(row));
        if (!OidIsValid(entry->defaclnamespace) && has_privs_of_role(GetUserId(), entry->defaclrole))
            CatalogTupleDelete(catalog, &row->t_self);
    }
    systable_endscan(scan);
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
}

// leaf. Why not AlterObjectNamespace_oid: it locks a table against everybody.
void move_relation(Oid relation, const Pair* pair, ObjectAddresses* moved) {
    const Relation catalog = table_open(RelationRelationId, RowExclusiveLock);
    const Oid row_type = get_rel_type_id(relation);
    AlterRelationNamespaceInternal(catalog, relation, pair->live, pair->shadow, true, moved);
    if (OidIsValid(row_type)) pg::compat::move_row_type(row_type, pair->shadow, moved);
    table_close(catalog, RowExclusiveLock);
}

// leaf: the members of one extension that live in the schema.
void move_members(Oid extension, const Pair* pair, ObjectAddresses* moved) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(ExtensionRelationId));
    ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(extension));
    const Relation catalog = table_open(DependRelationId, AccessShareLock);
    const SysScanDesc scan = systable_beginscan(catalog, DependReferenceIndexId, true, nullptr, 2, keys);
    HeapTuple row;
    while (HeapTupleIsValid(row = systable_getnext(scan))) {
        const auto entry = reinterpret_cast<Form_pg_depend>(GETSTRUCT(row));
        const ObjectAddress member = {entry->classid, entry->objid, 0};
        if (entry->deptype != DEPENDENCY_EXTENSION || get_object_namespace(&member) != pair->live ||
            object_address_present(&member, moved))
            continue;
        if (member.classId == RelationRelationId)
            move_relation(member.objectId, pair, moved);
        else
            AlterObjectNamespace_oid(member.classId, member.objectId, pair->shadow, moved);
    }
    systable_endscan(scan);
    table_close(catalog, AccessShareLock);
}

// leaf
void move_extension(Relation catalog, HeapTuple row, const Pair* pair) {
    const HeapTuple copy = heap_copytuple(row);
    const auto extension = reinterpret_cast<Form_pg_extension>(GETSTRUCT(copy));
    if (extension->extnamespace == pair->live) {
        extension->extnamespace = pair->shadow;
        CatalogTupleUpdate(catalog, &copy->t_self, copy);
        changeDependencyFor(ExtensionRelationId, extension->oid, NamespaceRelationId, pair->live, pair->shadow);
    }
}

// leaf: what extensions put into the schema stays reachable under the schema's name.
void move_extensions(const Pair* pair) {
    ObjectAddresses* const moved = new_object_addresses();
    const Relation catalog = table_open(ExtensionRelationId, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, ExtensionOidIndexId, true, nullptr, 0, nullptr);
    HeapTuple row;
    while (HeapTupleIsValid(row = systable_getnext(scan))) {
        move_members(reinterpret_cast<Form_pg_extension>(GETSTRUCT(row))->oid, pair, moved);
        move_extension(catalog, row, pair);
    }
    systable_endscan(scan);
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
}

// leaf: a type has one default class an access method, whatever schema that lives in.
void withdraw_default_classes(const Pair* pair) {
    const Relation catalog = table_open(OperatorClassRelationId, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, InvalidOid, false, nullptr, 0, nullptr);
    HeapTuple row;
    while (HeapTupleIsValid(row = systable_getnext(scan))) {
        const auto live = reinterpret_cast<Form_pg_opclass>(GETSTRUCT(row));
        if (live->opcnamespace != pair->live || !live->opcdefault) continue;
        const HeapTuple copy = heap_copytuple(row);
        reinterpret_cast<Form_pg_opclass>(GETSTRUCT(copy))->opcdefault = false;
        CatalogTupleUpdate(catalog, &copy->t_self, copy);
    }
    systable_endscan(scan);
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
}

struct Place {
    Oid catalog;
    AttrNumber name;  // InvalidAttrNumber: what it holds has no name
    AttrNumber owner; // InvalidAttrNumber: what it holds has no owner of its own
};

// leaf: every catalog ends the name of that column so.
AttrNumber owner_column(Oid catalog) {
    const Relation open = table_open(catalog, AccessShareLock);
    AttrNumber found = InvalidAttrNumber;
    for (int i = 0; i < RelationGetNumberOfAttributes(open); ++i) {
        const char* const name = NameStr(TupleDescAttr(RelationGetDescr(open), i)->attname);
        if (strlen(name) > 5 && strcmp(name + strlen(name) - 5, "owner") == 0) found = static_cast<AttrNumber>(i + 1);
    }
    table_close(open, AccessShareLock);
    return found;
}

// leaf
Place place_of(const char* catalog, const char* name_column) {
    const Oid oid = get_relname_relid(catalog, PG_CATALOG_NAMESPACE);
    if (!OidIsValid(oid)) elog(ERROR, "there is no catalog %s", catalog);
    const AttrNumber name = *name_column == 0 ? InvalidAttrNumber : get_attnum(oid, name_column);
    if (*name_column != 0 && name == InvalidAttrNumber) elog(ERROR, "%s has no column %s", catalog, name_column);
    return {oid, name, owner_column(oid)};
}

// leaf: may the caller drop it? Others' stay where they are. Why: what a source runs would find what is its own under their
// names, and others' functions that it calls would too.
bool is_callers(const Place* place, Relation catalog, HeapTuple row) {
    if (superuser()) return true;
    if (place->owner != InvalidAttrNumber) {
        bool none;
        return has_privs_of_role(GetUserId(), DatumGetObjectId(heap_getattr(row, place->owner, RelationGetDescr(catalog), &none)));
    }
    if (place->catalog == CastRelationId) {
        const auto cast = reinterpret_cast<Form_pg_cast>(GETSTRUCT(row));
        return pg::compat::owns_type(cast->castsource, GetUserId()) || pg::compat::owns_type(cast->casttarget, GetUserId());
    }
    if (place->catalog == TransformRelationId)
        return pg::compat::owns_type(reinterpret_cast<Form_pg_transform>(GETSTRUCT(row))->trftype, GetUserId());
    if (place->catalog != UserMappingRelationId) return false;
    const auto mapping = reinterpret_cast<Form_pg_user_mapping>(GETSTRUCT(row));
    return mapping->umuser == GetUserId() || pg::compat::owns_server(mapping->umserver, GetUserId());
}

// leaf: subscriptions of all databases stand in one catalog.
bool is_of_this_database(Relation catalog, HeapTuple row) {
    const AttrNumber column = get_attnum(RelationGetRelid(catalog), "subdbid");
    bool none;
    return column == InvalidAttrNumber ||
           DatumGetObjectId(heap_getattr(row, column, RelationGetDescr(catalog), &none)) == MyDatabaseId;
}

// leaf
void take_away(Relation catalog, HeapTuple row, Oid oid, AttrNumber name_column) {
    if (name_column == InvalidAttrNumber) return CatalogTupleDelete(catalog, &row->t_self);
    char aside[NAMEDATALEN];
    pg_snprintf(aside, sizeof(aside), "pg_flux_aside_%u", oid);
    NameData name;
    namestrcpy(&name, aside);
    const auto columns = static_cast<std::size_t>(RelationGetNumberOfAttributes(catalog));
    auto* const values = static_cast<Datum*>(palloc0(sizeof(Datum) * columns));
    auto* const nulls = static_cast<bool*>(palloc0(columns));
    auto* const replaces = static_cast<bool*>(palloc0(columns));
    values[name_column - 1] = NameGetDatum(&name);
    replaces[name_column - 1] = true;
    HeapTuple renamed = heap_modify_tuple(row, RelationGetDescr(catalog), values, nulls, replaces);
    CatalogTupleUpdate(catalog, &renamed->t_self, renamed);
}

// leaf: the OIDs of what was taken away. The first column of each of these catalogs is the OID.
List* set_rows_aside(const Place* place, const std::vector<Oid>* kept, bool* others) {
    List* oids = NIL;
    const Relation catalog = table_open(place->catalog, RowExclusiveLock);
    const SysScanDesc scan = systable_beginscan(catalog, InvalidOid, false, nullptr, 0, nullptr);
    HeapTuple row;
    while (HeapTupleIsValid(row = systable_getnext(scan))) {
        bool none;
        const Oid oid = DatumGetObjectId(heap_getattr(row, 1, RelationGetDescr(catalog), &none));
        if (oid < FirstNormalObjectId || std::binary_search(kept->begin(), kept->end(), oid) || OidIsValid(getExtensionOfObject(place->catalog, oid)) ||
            !is_of_this_database(catalog, row))
            continue;
        if (!is_callers(place, catalog, row)) {
            *others = true;
            continue;
        }
        take_away(catalog, row, oid, place->name);
        oids = lappend_oid(oids, oid);
    }
    systable_endscan(scan);
    table_close(catalog, RowExclusiveLock);
    CommandCounterIncrement();
    return oids;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Pair swapped(const std::string& schema, bool created, bool keep_privileges) {
    try {
        return pg::call(swap_schema, schema.c_str(), created, keep_privileges);
    } catch (const pg::ServerError& error) {
        const bool waited = error.sqlstate() == "55P03";
        if (!waited && std::string_view(error.what()) != "tuple concurrently updated") throw;
        throw Contended{schema, waited};
    }
}

} // namespace

bool make_schema(const char* name) {
    if (OidIsValid(get_namespace_oid(name, true))) return false;
    // Why: others' functions may have the name in their search_path, and what a source runs can call them.
    const AclResult allowed = pg::compat::may_create_schema(GetUserId());
    if (allowed != ACLCHECK_OK) aclcheck_error(allowed, OBJECT_DATABASE, get_database_name(MyDatabaseId));
    NamespaceCreate(name, GetUserId(), false);
    CommandCounterIncrement();
    return true;
}

void move_extension_members(unsigned int extension, unsigned int from, unsigned int to) {
    const Pair pair = {from, to};
    move_members(extension, &pair, new_object_addresses());
    CommandCounterIncrement();
}

void set_aside(const std::vector<std::string>& schemas, const Carry& carry) {
    std::vector<std::string> sorted = schemas;
    // Why: two diffs that take the same schemas must not take them in opposite orders.
    std::sort(sorted.begin(), sorted.end());
    if (!carry.default_privileges) pg::call(forget_default_privileges);
    for (const std::string& schema : sorted) {
        const pg::MemoryScope memory;
        pg::check_interrupts();
        const bool created = contains(carry.created_by_source, schema);
        const Pair pair = swapped(schema, created, !created || carry.privileges);
        if (!OidIsValid(pair.live)) {
            if (!created) (void)pg::call(make_schema, schema.c_str());
            continue;
        }
        if (carry.default_privileges) pg::call(copy_default_privileges, &pair);
        const pg::AsUser superuser(BOOTSTRAP_SUPERUSERID);
        pg::call(move_extensions, &pair);
        pg::call(withdraw_default_classes, &pair);
    }
}

Aside set_aside(const std::set<Kind>& kinds, const std::set<unsigned int>& kept) {
    const std::vector<Oid> sorted(kept.begin(), kept.end());
    Aside aside;
    for (const kinds::Ops* kind : kinds::all()) {
        if (kind->catalog.empty() || !kinds.contains(kind->kind)) continue;
        const pg::MemoryScope memory;
        pg::check_interrupts();
        const Place place =
            pg::call(place_of, std::string(kind->catalog).c_str(), std::string(kind->name_column).c_str());
        const List* const oids = pg::call(set_rows_aside, &place, &sorted, &aside.others);
        for (int i = 0; i < list_length(oids); ++i) aside.objects.push_back({place.catalog, list_nth_oid(oids, i), 0});
    }
    return aside;
}

} // namespace flux::shadow
