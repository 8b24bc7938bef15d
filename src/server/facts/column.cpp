// A column that a query refers to: what stands behind it in the range table, and what the joins above make of it.
#include "server/facts/analysis.hpp"
#include "server/facts/never_null.hpp"

#include "server/pg/compat_nodes.hpp"

extern "C" {
#include "access/sysattr.h"
#include "catalog/pg_class.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "parser/parsetree.h"
}

namespace flux::facts {
namespace {

Reason why_relation_null(Scope* scope, const RangeTblEntry* entry, AttrNumber column) {
    if (entry->relkind == RELKIND_VIEW || entry->relkind == RELKIND_MATVIEW) {
        const ViewEntry* const view = view_entry(scope->analysis, entry->relid);
        return view != nullptr && column <= view->count ? view->reasons[column - 1] : kColumn;
    }
    if (bms_is_member(column, full_columns(scope->analysis, entry->relid, entry->inh))) return nullptr;
    return is_foreign(entry->relid) ? kForeign : kColumn;
}

Reason why_cte_null(Scope* scope, RangeTblEntry* entry, AttrNumber column) {
    const CteColumns* const columns = cte_columns(scope, entry);
    return columns != nullptr && column <= columns->count ? columns->reasons[column - 1] : kExpression;
}

Reason why_values_null(Scope* scope, const RangeTblEntry* entry, AttrNumber column) {
    ListCell* cell;
    foreach (cell, entry->values_lists) {
        List* const row = static_cast<List*>(lfirst(cell));
        if (const Reason reason = why_null(scope, static_cast<Node*>(list_nth(row, column - 1)))) return reason;
    }
    return nullptr;
}

int function_columns(const RangeTblEntry* entry) {
    int count = 0;
    ListCell* cell;
    foreach (cell, entry->functions) count += lfirst_node(RangeTblFunction, cell)->funccolcount;
    return count;
}

// Of several functions side by side, those that give fewer rows are filled up with NULLs.
Reason why_function_column_null(Scope* scope, const RangeTblEntry* entry, AttrNumber column) {
    if (column == function_columns(entry) + 1 && entry->funcordinality) return nullptr;
    if (list_length(entry->functions) != 1) return kFunction;
    Node* const call = linitial_node(RangeTblFunction, entry->functions)->funcexpr;
    if (IsA(call, FuncExpr) && castNode(FuncExpr, call)->funcretset)
        return rows_are_full(castNode(FuncExpr, call)->funcid) ? nullptr : kFunction;
    const bool scalar = get_expr_result_type(call, nullptr, nullptr) == TYPEFUNC_SCALAR;
    return scalar && !expression_returns_set(call) ? why_null(scope, call) : kFunction;
}

Reason why_table_function_null(const TableFunc* table, AttrNumber column) {
    if (!pg::compat::is_xml_table(table)) return kFunction;
    return column - 1 == table->ordinalitycol || bms_is_member(column - 1, table->notnulls) ? nullptr : kFunction;
}

// FULL JOIN … USING (x) gives the left x or the right one: one of the two rows was found.
Reason why_merged_null(Scope* scope, int join, const CoalesceExpr* merged) {
    Bitmapset* const before = scope->real;
    ++scope->analysis->assuming;
    Reason reason = nullptr;
    for (int side = 0; side < 2 && reason == nullptr; ++side) {
        scope->real = closure(scope, bms_add_member(bms_copy(before), side_of(join, side == 1)));
        reason = why_null(scope, static_cast<Node*>(list_nth(merged->args, side)));
    }
    --scope->analysis->assuming;
    scope->real = before;
    return reason;
}

Reason why_join_column_null(Scope* scope, int join, const RangeTblEntry* entry, AttrNumber column) {
    Node* const behind = static_cast<Node*>(list_nth(entry->joinaliasvars, column - 1));
    if (entry->jointype == JOIN_FULL && column <= entry->joinmergedcols && IsA(behind, CoalesceExpr) &&
        list_length(castNode(CoalesceExpr, behind)->args) == 2)
        return why_merged_null(scope, join, castNode(CoalesceExpr, behind));
    return why_null(scope, behind);
}

Reason why_entry_null(Scope* scope, int relation, AttrNumber column) {
    RangeTblEntry* const entry = rt_fetch(relation, scope->query->rtable);
    switch (entry->rtekind) {
    case RTE_RELATION:
        return why_relation_null(scope, entry, column);
    case RTE_SUBQUERY:
        return why_output_null(inner_scope(scope, relation), column);
    case RTE_CTE:
        return why_cte_null(scope, entry, column);
    case RTE_VALUES:
        return why_values_null(scope, entry, column);
    case RTE_FUNCTION:
        return why_function_column_null(scope, entry, column);
    case RTE_TABLEFUNC:
        return why_table_function_null(entry->tablefunc, column);
    default:
        return kExpression;
    }
}

bool is_rejected(const Scope* scope, const Scope* home, const Var* column) {
    for (;; scope = scope->outer) {
        ListCell* cell;
        foreach (cell, scope->rejections) {
            const auto* const rejection = static_cast<const Rejection*>(lfirst(cell));
            if (rejection->scope == home && rejection->relation == static_cast<int>(column->varno) &&
                rejection->column == column->varattno && bms_is_subset(rejection->guard, scope->real))
                return true;
        }
        if (scope == home) return false;
    }
}

Reason why_system_column_null(Scope* scope, const Var* var) {
    const RangeTblEntry* const entry = rt_fetch(var->varno, scope->query->rtable);
    return var->varattno == TableOidAttributeNumber && entry->rtekind == RTE_RELATION ? nullptr : kExpression;
}

} // namespace

Reason why_var_null(Scope* scope, Var* var) {
    Scope* const home = scope_above(scope, var->varlevelsup);
    if (home != scope && home->query->groupingSets != NIL) return kGroupingSets;
    const Var* const column = behind_alias(home, var);
    if (column->varattno == 0) return kRow;
    const int relation = static_cast<int>(column->varno);
    const RangeTblEntry* const entry = rt_fetch(relation, home->query->rtable);
    if (List* const grouped = pg::compat::group_expressions(entry); grouped != NIL) {
        if (home->query->groupingSets != NIL) return kGroupingSets;
        return why_null(home, static_cast<Node*>(list_nth(grouped, column->varattno - 1)));
    }
    if (is_rejected(scope, home, column)) return nullptr;
    if (entry->rtekind == RTE_JOIN) return why_join_column_null(home, relation, entry, column->varattno);
    if (!bms_is_subset(home->nulled_by[relation], home->real)) return kOuterJoin;
    if (column->varattno < 0) return why_system_column_null(home, column);
    return why_entry_null(home, relation, column->varattno);
}

} // namespace flux::facts
