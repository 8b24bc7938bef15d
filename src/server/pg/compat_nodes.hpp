// Differences between PostgreSQL 14 and 18 in what stored queries and constraints look like.
#pragma once

#include "server/pg/compat.hpp"

extern "C" {
#include "catalog/pg_constraint.h"
#include "nodes/parsenodes.h"
}

namespace flux::pg::compat {

// 18 gave the grouped expressions a relation of their own in the range table.
inline List* group_expressions([[maybe_unused]] const RangeTblEntry* entry) {
#if PG_VERSION_NUM >= 180000
    return entry->rtekind == RTE_GROUP ? entry->groupexprs : NIL;
#else
    return NIL;
#endif
}

// 17 reads JSON_TABLE into the same node as XMLTABLE.
inline bool is_xml_table([[maybe_unused]] const TableFunc* table) {
#if PG_VERSION_NUM >= 170000
    return table->functype == TFT_XMLTABLE;
#else
    return true;
#endif
}

// Since 18 a column can be marked NOT NULL by a constraint that is NOT VALID. The system's own catalogs have none.
inline bool not_null_is_valid([[maybe_unused]] Oid relation, [[maybe_unused]] AttrNumber column) {
#if PG_VERSION_NUM >= 180000
    const HeapTuple tuple = findNotNullConstraintAttnum(relation, column);
    if (!HeapTupleIsValid(tuple)) return relation < FirstNormalObjectId;
    const bool valid = reinterpret_cast<Form_pg_constraint>(GETSTRUCT(tuple))->convalidated;
    heap_freetuple(tuple);
    return valid;
#else
    return true;
#endif
}

} // namespace flux::pg::compat
