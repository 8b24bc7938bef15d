// The columns that a query gives: those of its select list, or what its set operations make of their sides.
#include "server/facts/analysis.hpp"
#include "server/facts/never_null.hpp"

extern "C" {
#include "nodes/nodeFuncs.h"
}

namespace flux::facts {
namespace {

// What a side's column is cast to where the sides differ. The server does it when it plans.
Reason why_cast_null(const Query* query, AttrNumber column, Oid wanted) {
    const TargetEntry* const entry = output_entry(const_cast<Query*>(query), column);
    if (entry == nullptr) return kExpression;
    return cast_keeps_values(exprType(reinterpret_cast<const Node*>(entry->expr)), wanted) ? nullptr : kFunction;
}

Reason why_side_null(Scope* scope, Node* side, AttrNumber column, Oid wanted) {
    check_stack_depth();
    if (IsA(side, RangeTblRef)) {
        Scope* const inner = inner_scope(scope, castNode(RangeTblRef, side)->rtindex);
        const Reason reason = why_output_null(inner, column);
        return reason != nullptr ? reason : why_cast_null(inner->query, column, wanted);
    }
    const auto* const operation = castNode(SetOperationStmt, side);
    const Oid type = list_nth_oid(operation->colTypes, column - 1);
    Reason reason = why_side_null(scope, operation->larg, column, type);
    // What INTERSECT gives is equal to a row of either side; what EXCEPT gives is from the left.
    if (operation->op == SETOP_INTERSECT ? reason != nullptr : operation->op == SETOP_UNION && reason == nullptr)
        reason = why_side_null(scope, operation->rarg, column, type);
    if (reason != nullptr) return reason;
    return cast_keeps_values(type, wanted) ? nullptr : kFunction;
}

Reason look(Scope* scope, AttrNumber column) {
    const Query* const query = scope->query;
    TargetEntry* const entry = output_entry(scope->query, column);
    if (query->commandType != CMD_SELECT || entry == nullptr) return kExpression;
    if (query->setOperations == nullptr) return why_null(scope, reinterpret_cast<Node*>(entry->expr));
    const Oid type = exprType(reinterpret_cast<Node*>(entry->expr));
    return why_side_null(scope, query->setOperations, column, type);
}

} // namespace

int output_count(Query* query) {
    int count = 0;
    ListCell* cell;
    foreach (cell, query->targetList)
        if (!lfirst_node(TargetEntry, cell)->resjunk) ++count;
    return count;
}

TargetEntry* output_entry(Query* query, AttrNumber column) {
    ListCell* cell;
    foreach (cell, query->targetList) {
        TargetEntry* const entry = lfirst_node(TargetEntry, cell);
        if (!entry->resjunk && entry->resno == column) return entry;
    }
    return nullptr;
}

Reason why_output_null(Scope* scope, AttrNumber column) {
    if (column < 1 || column > output_count(scope->query)) return kExpression;
    if (scope->known[column - 1]) return scope->reasons[column - 1];
    const Reason reason = look(scope, column);
    if (scope->analysis->assuming == 0) {
        scope->known[column - 1] = true;
        scope->reasons[column - 1] = reason;
    }
    return reason;
}

} // namespace flux::facts
