// Can an expression give NULL? What is not known to be safe may.
#include "server/facts/analysis.hpp"
#include "server/facts/never_null.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "optimizer/optimizer.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
}

namespace flux::facts {
namespace {

// Some of them must be there: GREATEST and COALESCE pass over NULLs.
Reason why_all_null(Scope* scope, List* expressions) {
    Reason reason = kConstant;
    ListCell* cell;
    foreach (cell, expressions) {
        reason = why_null(scope, static_cast<Node*>(lfirst(cell)));
        if (reason == nullptr) break;
    }
    return reason;
}

Reason why_operator_null(Scope* scope, OpExpr* operation) {
    if (operation->opretset || !operator_keeps_values(operation->opno)) return kFunction;
    return why_any_null(scope, operation->args);
}

// An array with a NULL among its elements compares to NULL where no element decides.
Reason why_array_comparison_null(Scope* scope, const ScalarArrayOpExpr* comparison) {
    if (!operator_keeps_values(comparison->opno)) return kFunction;
    Node* const array = static_cast<Node*>(lsecond(comparison->args));
    if (!IsA(array, ArrayExpr) || castNode(ArrayExpr, array)->multidims) return kExpression;
    const Reason reason = why_null(scope, static_cast<Node*>(linitial(comparison->args)));
    return reason != nullptr ? reason : why_any_null(scope, castNode(ArrayExpr, array)->elements);
}

Reason why_function_null(Scope* scope, const FuncExpr* function) {
    if (function->funcretset) return kFunction;
    switch (nulls_of_function(function)) {
    case Nulls::never:
        return nullptr;
    case Nulls::by_first:
        return why_null(scope, static_cast<Node*>(linitial(function->args)));
    case Nulls::by_any:
        return why_any_null(scope, function->args);
    default:
        return kFunction;
    }
}

// The executor refuses a NULL where a domain forbids it, at the place of the cast.
bool domain_refuses_null(Oid type) {
    bool refuses = false;
    while (!refuses && OidIsValid(type)) {
        const HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
        if (!HeapTupleIsValid(tuple)) return false;
        const auto* const form = reinterpret_cast<const FormData_pg_type*>(GETSTRUCT(tuple));
        refuses = form->typnotnull;
        type = form->typbasetype;
        ReleaseSysCache(tuple);
    }
    return refuses;
}

Reason why_domain_null(Scope* scope, const CoerceToDomain* cast) {
    if (domain_refuses_null(cast->resulttype)) return nullptr;
    return why_null(scope, reinterpret_cast<Node*>(cast->arg));
}

bool is_grouped(const Query* query, const Node* node) {
    ListCell* cell;
    foreach (cell, query->groupClause) {
        const auto* const clause = lfirst_node(SortGroupClause, cell);
        if (equal(get_sortgroupclause_expr(const_cast<SortGroupClause*>(clause), query->targetList), node)) return true;
    }
    return false;
}

// CURRENT_SCHEMA is NULL where the search path leads nowhere.
Reason why_value_function_null(const SQLValueFunction* function) {
    return function->op == SVFOP_CURRENT_SCHEMA ? kFunction : nullptr;
}

Reason why_coercion_null(Scope* scope, Node* node) {
    switch (nodeTag(node)) {
    case T_RelabelType:
        return why_null(scope, reinterpret_cast<Node*>(castNode(RelabelType, node)->arg));
    case T_CollateExpr:
        return why_null(scope, reinterpret_cast<Node*>(castNode(CollateExpr, node)->arg));
    case T_CoerceViaIO: // input and output functions give NULL for NULL alone: the executor sees to it
        return why_null(scope, reinterpret_cast<Node*>(castNode(CoerceViaIO, node)->arg));
    case T_ArrayCoerceExpr:
        return why_null(scope, reinterpret_cast<Node*>(castNode(ArrayCoerceExpr, node)->arg));
    case T_CoerceToDomain:
        return why_domain_null(scope, castNode(CoerceToDomain, node));
    default:
        return kExpression;
    }
}

Reason why_call_null(Scope* scope, Node* node) {
    switch (nodeTag(node)) {
    case T_FuncExpr:
        return why_function_null(scope, castNode(FuncExpr, node));
    case T_OpExpr:
        return why_operator_null(scope, castNode(OpExpr, node));
    case T_ScalarArrayOpExpr:
        return why_array_comparison_null(scope, castNode(ScalarArrayOpExpr, node));
    case T_Aggref:
        return why_aggregate_null(scope, castNode(Aggref, node));
    case T_WindowFunc:
        return why_window_null(scope, castNode(WindowFunc, node));
    case T_SQLValueFunction:
        return why_value_function_null(castNode(SQLValueFunction, node));
    default:
        return why_coercion_null(scope, node);
    }
}

Reason why_node_null(Scope* scope, Node* node) {
    switch (nodeTag(node)) {
    case T_Var:
        return why_var_null(scope, castNode(Var, node));
    case T_Const:
        return castNode(Const, node)->constisnull ? kConstant : nullptr;
    case T_Param:
        return why_parameter_null(scope, castNode(Param, node));
    case T_CoalesceExpr:
        return why_all_null(scope, castNode(CoalesceExpr, node)->args);
    case T_MinMaxExpr:
        return why_all_null(scope, castNode(MinMaxExpr, node)->args);
    case T_RowExpr: // a row of NULLs IS NULL
        return why_all_null(scope, castNode(RowExpr, node)->args);
    case T_BoolExpr:
        return why_any_null(scope, castNode(BoolExpr, node)->args);
    case T_CaseExpr:
        return why_case_null(scope, castNode(CaseExpr, node));
    case T_SubLink:
        return why_sublink_null(scope, castNode(SubLink, node));
    case T_XmlExpr:
        return castNode(XmlExpr, node)->op == IS_XMLELEMENT ? nullptr : kExpression;
    case T_NullTest:
    case T_BooleanTest:
    case T_DistinctExpr:
    case T_ArrayExpr:
    case T_GroupingFunc:
        return nullptr;
    default:
        return why_call_null(scope, node);
    }
}

} // namespace

Reason why_any_null(Scope* scope, List* expressions) {
    ListCell* cell;
    foreach (cell, expressions)
        if (const Reason reason = why_null(scope, static_cast<Node*>(lfirst(cell)))) return reason;
    return nullptr;
}

Reason why_null(Scope* scope, Node* expression) {
    check_stack_depth();
    CHECK_FOR_INTERRUPTS();
    if (--scope->analysis->steps_left < 0) return kTooLarge;
    if (expression == nullptr) return kExpression;
    if (scope->query->groupingSets != NIL && is_grouped(scope->query, expression)) return kGroupingSets;
    return why_node_null(scope, expression);
}

} // namespace flux::facts
