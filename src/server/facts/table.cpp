// The columns of a table that hold no NULL: by NOT NULL or by a CHECK that says so. A domain that is NOT NULL proves nothing, as
// an empty sub-select brings a NULL past it; nor does what is said of a foreign table, where nobody enforces it.
#include "server/facts/analysis.hpp"

#include "server/pg/compat_nodes.hpp"

extern "C" {
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
}

namespace flux::facts {
namespace {

Bitmapset* proved_by(Node* condition, Bitmapset* full) {
    check_stack_depth();
    if (IsA(condition, BoolExpr) && castNode(BoolExpr, condition)->boolop == AND_EXPR) {
        ListCell* cell;
        foreach (cell, castNode(BoolExpr, condition)->args) full = proved_by(static_cast<Node*>(lfirst(cell)), full);
        return full;
    }
    if (!IsA(condition, NullTest)) return full;
    const NullTest* const test = castNode(NullTest, condition);
    Node* const tested = reinterpret_cast<Node*>(test->arg);
    if (test->nulltesttype != IS_NOT_NULL || test->argisrow || !IsA(tested, Var)) return full;
    const AttrNumber column = castNode(Var, tested)->varattno;
    return column > 0 ? bms_add_member(full, column) : full;
}

Bitmapset* proved_by_checks(const Checks& checks, Oid table, Bitmapset* full) {
    for (int i = 0; i < checks.count; ++i)
        if (checks.relations[i] == table) full = proved_by(static_cast<Node*>(stringToNode(checks.expressions[i])), full);
    return full;
}

AttrNumber column_count(Oid table) {
    const HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
    if (!HeapTupleIsValid(tuple)) return 0;
    const AttrNumber count = reinterpret_cast<const FormData_pg_class*>(GETSTRUCT(tuple))->relnatts;
    ReleaseSysCache(tuple);
    return count;
}

bool is_marked(Oid table, AttrNumber column) {
    const HeapTuple tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(table), Int16GetDatum(column));
    if (!HeapTupleIsValid(tuple)) return false;
    const auto* const form = reinterpret_cast<const FormData_pg_attribute*>(GETSTRUCT(tuple));
    const bool marked = form->attnotnull && !form->attisdropped && pg::compat::not_null_is_valid(table, column);
    ReleaseSysCache(tuple);
    return marked;
}

Bitmapset* own_full_columns(Analysis* analysis, Oid table) {
    if (is_foreign(table)) return nullptr;
    Bitmapset* full = nullptr;
    const AttrNumber count = column_count(table);
    for (AttrNumber column = 1; column <= count; ++column)
        if (is_marked(table, column)) full = bms_add_member(full, column);
    return proved_by_checks(analysis->checks, table, full);
}

bool is_full_in(Analysis* analysis, Oid table, AttrNumber column, Oid descendant) {
    const char* const name = get_attname(table, column, true);
    const AttrNumber there = name == nullptr ? InvalidAttrNumber : get_attnum(descendant, name);
    return there != InvalidAttrNumber && bms_is_member(there, full_columns(analysis, descendant, false));
}

Bitmapset* full_everywhere(Analysis* analysis, Oid table) {
    Bitmapset* const own = full_columns(analysis, table, false);
    if (!has_subclass(table)) return own;
    Bitmapset* full = bms_copy(own);
    ListCell* cell;
    foreach (cell, find_all_inheritors(table, NoLock, nullptr))
        for (int column = -1; (column = bms_next_member(own, column)) >= 0;)
            if (!is_full_in(analysis, table, static_cast<AttrNumber>(column), lfirst_oid(cell)))
                full = bms_del_member(full, column);
    return full;
}

} // namespace

bool is_foreign(Oid relation) { return get_rel_relkind(relation) == RELKIND_FOREIGN_TABLE; }

Bitmapset* full_columns(Analysis* analysis, Oid table, bool descendants) {
    const TableKey key = {table, descendants ? 1u : 0u};
    if (const void* const known = hash_search(analysis->tables, &key, HASH_FIND, nullptr))
        return static_cast<const TableEntry*>(known)->full;
    const MemoryContext before = MemoryContextSwitchTo(analysis->lasting);
    Bitmapset* const full = descendants ? full_everywhere(analysis, table) : own_full_columns(analysis, table);
    MemoryContextSwitchTo(before);
    static_cast<TableEntry*>(hash_search(analysis->tables, &key, HASH_ENTER, nullptr))->full = full;
    return full;
}

} // namespace flux::facts
