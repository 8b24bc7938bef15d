// Why the catalog row and not the model: a model of one object takes milliseconds, and DDL must not. Both states are at hand without
// having been kept: the snapshot under which the command runs still sees the row as it was.
#include "server/ledger/event.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"
#include "utils/snapmgr.h"
}

namespace flux::ledger {
namespace {

constexpr int kLongest = 2000;

// What the server keeps for itself, or what follows from something else.
constexpr const char* kHidden[] = {
    "reltype",      "relfilenode",  "relpages",        "reltuples",      "relallvisible", "relallfrozen",   "reltoastrelid",
    "relhasindex",  "relnatts",     "relchecks",       "relhasrules",    "relhastriggers", "relhassubclass", "relrewrite",
    "relfrozenxid", "relminmxid",   "atthasmissing",   "attmissingval",  "attcacheoff",   "attlen",         "attbyval",
    "attalign",     "attoptions",   "relispopulated",  "indcheckxmin",   "typrelid",      "typarray",       "atthasdef",
};

// leaf
bool is_hidden(const char* column) {
    for (const char* const each : kHidden)
        if (strcmp(each, column) == 0) return true;
    return false;
}

// leaf: a tree says nothing to people, and options may hold secrets: that they changed is all.
bool is_veiled(Form_pg_attribute column) {
    const char* const name = NameStr(column->attname);
    const std::size_t length = strlen(name);
    const bool options = length > 7 && strcmp(name + length - 7, "options") == 0 && strcmp(name, "reloptions") != 0;
    return column->atttypid == PG_NODE_TREEOID || options || strcmp(name, "subconninfo") == 0;
}

struct Place {
    Oid catalog, index;
    ScanKeyData keys[2];
    int key_count;
};

// leaf: false where objects of the class are not told by an OID.
bool find_place(const Event* event, Place* place) {
    if (event->class_id == RelationRelationId && event->sub_id != 0) {
        *place = {AttributeRelationId, AttributeRelidNumIndexId, {}, 2};
        ScanKeyInit(&place->keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(event->object_id));
        ScanKeyInit(&place->keys[1], Anum_pg_attribute_attnum, BTEqualStrategyNumber, F_INT2EQ,
                    Int16GetDatum(static_cast<int16>(event->sub_id)));
        return true;
    }
    if (!OidIsValid(event->class_id) || event->sub_id != 0 || !is_objectclass_supported(event->class_id)) return false;
    *place = {event->class_id, get_object_oid_index(event->class_id), {}, 1};
    ScanKeyInit(&place->keys[0], get_object_attnum_oid(event->class_id), BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(event->object_id));
    return OidIsValid(place->index);
}

// leaf: a copy, or nullptr. Why the copy of the keys: a scan numbers them anew.
HeapTuple read_row(Relation catalog, const Place* place, Snapshot snapshot) {
    ScanKeyData keys[2] = {place->keys[0], place->keys[1]};
    const SysScanDesc scan = systable_beginscan(catalog, place->index, true, snapshot, place->key_count, keys);
    const HeapTuple row = systable_getnext(scan);
    const HeapTuple copy = HeapTupleIsValid(row) ? heap_copytuple(row) : nullptr;
    systable_endscan(scan);
    return copy;
}

// leaf: people know names, not OIDs.
const char* name_of_oid(const char* column, Oid oid) {
    if (!OidIsValid(oid)) return "none";
    const std::size_t length = strlen(column);
    const auto ends = [&](const char* with) {
        const std::size_t size = strlen(with);
        return length >= size && strcmp(column + length - size, with) == 0;
    };
    if (ends("owner")) return GetUserNameFromId(oid, true);
    if (ends("namespace")) return get_namespace_name(oid);
    if (strcmp(column, "atttypid") == 0 || ends("basetype") || ends("rettype")) return format_type_be(oid);
    return psprintf("%u", oid);
}

// leaf
const char* printed(Form_pg_attribute column, Datum value) {
    if (column->atttypid == OIDOID) return name_of_oid(NameStr(column->attname), DatumGetObjectId(value));
    Oid output;
    bool is_varlena;
    getTypeOutputInfo(column->atttypid, &output, &is_varlena);
    char* const text = OidOutputFunctionCall(output, value);
    if (strlen(text) > kLongest) text[pg_mbcliplen(text, static_cast<int>(strlen(text)), kLongest)] = '\0';
    return text;
}

// leaf
void add_change(Event* event, int capacity, const char* attribute, const char* before, const char* after) {
    if (event->changes == nullptr) event->changes = static_cast<Change*>(palloc(sizeof(Change) * static_cast<Size>(capacity)));
    event->changes[event->change_count++] = {attribute, before, after};
}

// leaf
void compare(Event* event, TupleDesc columns, HeapTuple before, HeapTuple after) {
    for (int i = 0; i < columns->natts; ++i) {
        const Form_pg_attribute column = TupleDescAttr(columns, i);
        bool old_null, new_null;
        const Datum old_value = heap_getattr(before, i + 1, columns, &old_null);
        const Datum new_value = heap_getattr(after, i + 1, columns, &new_null);
        if (old_null == new_null && (old_null || datumIsEqual(old_value, new_value, column->attbyval, column->attlen))) continue;
        const char* const name = NameStr(column->attname);
        if (is_hidden(name)) continue;
        const bool veiled = is_veiled(column);
        add_change(event, columns->natts + 1, pstrdup(name), old_null ? nullptr : veiled ? "…" : printed(column, old_value),
                   new_null ? nullptr : veiled ? "…" : printed(column, new_value));
    }
}

// leaf: as SQL; nullptr where there is none.
const char* default_of(const Event* event, Snapshot snapshot) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attrdef_adrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(event->object_id));
    ScanKeyInit(&keys[1], Anum_pg_attrdef_adnum, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(static_cast<int16>(event->sub_id)));
    const Relation catalog = table_open(AttrDefaultRelationId, AccessShareLock);
    const SysScanDesc scan = systable_beginscan(catalog, AttrDefaultIndexId, true, snapshot, 2, keys);
    const HeapTuple row = systable_getnext(scan);
    const char* expression = nullptr;
    bool none = true;
    const Datum tree = HeapTupleIsValid(row) ? heap_getattr(row, Anum_pg_attrdef_adbin, RelationGetDescr(catalog), &none) : 0;
    if (!none)
        expression = TextDatumGetCString(DirectFunctionCall2(pg_get_expr, tree, ObjectIdGetDatum(event->object_id)));
    systable_endscan(scan);
    table_close(catalog, AccessShareLock);
    return expression;
}

// leaf
void compare_defaults(Event* event, Snapshot snapshot, int capacity) {
    const char* const before = default_of(event, snapshot);
    const char* const after = default_of(event, nullptr);
    if (before == after) return; // both nullptr
    if (before != nullptr && after != nullptr && strcmp(before, after) == 0) return;
    add_change(event, capacity, "default", before, after);
}

// leaf: `schema.name` or `name`, at the front of an identity.
const char* front(Oid space, const char* name) {
    const char* const schema = OidIsValid(space) ? get_namespace_name(space) : nullptr;
    return schema == nullptr ? pstrdup(quote_identifier(name)) : quote_qualified_identifier(schema, name);
}

// leaf: the identity with the name, and schema, that the row had before.
void find_former_identity(Event* event, TupleDesc columns, HeapTuple before, HeapTuple after) {
    const bool column = event->sub_id != 0;
    const AttrNumber name = column ? Anum_pg_attribute_attname : get_object_attnum_name(event->class_id);
    const AttrNumber space = column ? InvalidAttrNumber : get_object_attnum_namespace(event->class_id);
    if (name == InvalidAttrNumber || event->object == nullptr || TupleDescAttr(columns, name - 1)->atttypid != NAMEOID) return;
    bool none;
    const char* const old_name = NameStr(*DatumGetName(heap_getattr(before, name, columns, &none)));
    const char* const new_name = NameStr(*DatumGetName(heap_getattr(after, name, columns, &none)));
    // What belongs to a relation is called `name on relation`, whatever schema its row says.
    const char* const on = strstr(event->object, " on ");
    const bool qualified = space != InvalidAttrNumber && on == nullptr;
    const Oid old_space = qualified ? DatumGetObjectId(heap_getattr(before, space, columns, &none)) : InvalidOid;
    const Oid new_space = qualified ? DatumGetObjectId(heap_getattr(after, space, columns, &none)) : InvalidOid;
    if (strcmp(old_name, new_name) == 0 && old_space == new_space) return;
    if (old_space != new_space) event->schema_before = get_namespace_name(old_space);
    if (event->class_id == NamespaceRelationId) event->schema_before = pstrdup(old_name);
    const char* const new_text = front(new_space, new_name);
    const std::size_t length = strlen(event->object), part = strlen(new_text);
    if (part > length) return;
    if (column) {
        if (strcmp(event->object + length - part, new_text) == 0)
            event->was = psprintf("%.*s%s", static_cast<int>(length - part), event->object, front(InvalidOid, old_name));
    } else if (strncmp(event->object, new_text, part) == 0) {
        event->was = psprintf("%s%s", front(old_space, old_name), event->object + part);
    }
}

} // namespace

void compare_rows(Event* event) {
    Place place;
    if (!ActiveSnapshotSet() || !find_place(event, &place)) return;
    const Snapshot snapshot = GetActiveSnapshot();
    const Relation catalog = table_open(place.catalog, AccessShareLock);
    const HeapTuple before = read_row(catalog, &place, snapshot);
    const HeapTuple after = read_row(catalog, &place, nullptr);
    // A new column may bear the name of one that is gone.
    if (before == nullptr && after != nullptr && event->sub_id != 0)
        add_change(event, 1, "attname", nullptr,
                   pstrdup(NameStr(reinterpret_cast<Form_pg_attribute>(GETSTRUCT(after))->attname)));
    if (before != nullptr && after != nullptr) {
        compare(event, RelationGetDescr(catalog), before, after);
        if (event->sub_id > 0 && place.catalog == AttributeRelationId)
            compare_defaults(event, snapshot, RelationGetDescr(catalog)->natts + 1);
        find_former_identity(event, RelationGetDescr(catalog), before, after);
    }
    table_close(catalog, AccessShareLock);
}

} // namespace flux::ledger
