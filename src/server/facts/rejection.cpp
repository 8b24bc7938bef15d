// Which columns a condition rejects as NULL: `x > 0` is not true where x is NULL. The executor does not call a strict function
// with a NULL, so that this holds for any strict one, whatever it does.
#include "server/facts/analysis.hpp"

extern "C" {
#include "nodes/nodeFuncs.h"
#include "utils/lsyscache.h"
}

namespace flux::facts {
namespace {

// What is wanted of a NULL column: that the expression is then NULL, or only that it is not true.
enum class Wanted { null, not_true };

List* rejected(Node* node, Wanted wanted);

List* in_any(List* expressions, Wanted wanted) {
    List* vars = NIL;
    ListCell* cell;
    foreach (cell, expressions) vars = list_concat(vars, rejected(static_cast<Node*>(lfirst(cell)), wanted));
    return vars;
}

bool same_column(const Var* a, const Var* b) {
    return a->varno == b->varno && a->varattno == b->varattno && a->varlevelsup == b->varlevelsup;
}

bool holds(List* vars, const Var* wanted) {
    ListCell* cell;
    foreach (cell, vars)
        if (same_column(static_cast<const Var*>(lfirst(cell)), wanted)) return true;
    return false;
}

List* in_each(List* expressions, Wanted wanted) {
    List* common = rejected(static_cast<Node*>(linitial(expressions)), wanted);
    for (int i = 1; i < list_length(expressions); ++i) {
        List* const next = rejected(static_cast<Node*>(list_nth(expressions, i)), wanted);
        List* both = NIL;
        ListCell* cell;
        foreach (cell, common)
            if (holds(next, static_cast<const Var*>(lfirst(cell)))) both = lappend(both, lfirst(cell));
        common = both;
    }
    return common;
}

bool is_null_test(Node* node, NullTestType type) {
    return IsA(node, NullTest) && castNode(NullTest, node)->nulltesttype == type && !castNode(NullTest, node)->argisrow;
}

List* rejected_by_logic(BoolExpr* logic, Wanted wanted) {
    if (logic->boolop == AND_EXPR && wanted == Wanted::not_true) return in_any(logic->args, wanted);
    if (logic->boolop != NOT_EXPR) return in_each(logic->args, wanted);
    Node* const negated = static_cast<Node*>(linitial(logic->args));
    if (wanted == Wanted::not_true && is_null_test(negated, IS_NULL))
        return rejected(reinterpret_cast<Node*>(castNode(NullTest, negated)->arg), Wanted::null);
    return rejected(negated, Wanted::null);
}

// Without elements, ALL is true and ANY false, whatever it is compared with.
List* rejected_by_array(ScalarArrayOpExpr* comparison, Wanted wanted) {
    set_sa_opfuncid(comparison);
    if (!func_strict(comparison->opfuncid)) return NIL;
    Node* const array = static_cast<Node*>(lsecond(comparison->args));
    const bool has_elements =
        IsA(array, ArrayExpr) && !castNode(ArrayExpr, array)->multidims && castNode(ArrayExpr, array)->elements != NIL;
    if (!has_elements && !(comparison->useOr && wanted == Wanted::not_true)) return NIL;
    return rejected(static_cast<Node*>(linitial(comparison->args)), Wanted::null);
}

List* rejected_by_operator(OpExpr* operation) {
    set_opfuncid(operation);
    if (operation->opretset || !func_strict(operation->opfuncid)) return NIL;
    return in_any(operation->args, Wanted::null);
}

List* rejected_by_function(const FuncExpr* function) {
    if (function->funcretset || !func_strict(function->funcid)) return NIL;
    return in_any(function->args, Wanted::null);
}

List* rejected_by_truth_test(const BooleanTest* test) {
    const bool refuses_null =
        test->booltesttype == IS_TRUE || test->booltesttype == IS_FALSE || test->booltesttype == IS_NOT_UNKNOWN;
    return refuses_null ? rejected(reinterpret_cast<Node*>(test->arg), Wanted::null) : NIL;
}

List* rejected(Node* node, Wanted wanted) {
    check_stack_depth();
    if (node == nullptr) return NIL;
    switch (nodeTag(node)) {
    case T_Var:
        return castNode(Var, node)->varattno > 0 ? list_make1(node) : NIL;
    case T_OpExpr:
        return rejected_by_operator(castNode(OpExpr, node));
    case T_FuncExpr:
        return rejected_by_function(castNode(FuncExpr, node));
    case T_ScalarArrayOpExpr:
        return rejected_by_array(castNode(ScalarArrayOpExpr, node), wanted);
    case T_BoolExpr:
        return rejected_by_logic(castNode(BoolExpr, node), wanted);
    case T_RelabelType:
        return rejected(reinterpret_cast<Node*>(castNode(RelabelType, node)->arg), wanted);
    case T_CollateExpr:
        return rejected(reinterpret_cast<Node*>(castNode(CollateExpr, node)->arg), wanted);
    case T_CoerceViaIO:
        return rejected(reinterpret_cast<Node*>(castNode(CoerceViaIO, node)->arg), Wanted::null);
    case T_NullTest:
        if (wanted == Wanted::null || !is_null_test(node, IS_NOT_NULL)) return NIL;
        return rejected(reinterpret_cast<Node*>(castNode(NullTest, node)->arg), Wanted::null);
    case T_BooleanTest:
        return wanted == Wanted::null ? NIL : rejected_by_truth_test(castNode(BooleanTest, node));
    case T_SubLink: // no row at all makes ALL true
        if (wanted == Wanted::null || castNode(SubLink, node)->subLinkType != ANY_SUBLINK) return NIL;
        return rejected(castNode(SubLink, node)->testexpr, Wanted::not_true);
    default:
        return NIL;
    }
}

} // namespace

void add_rejections(Scope* scope, Node* condition, Bitmapset* guard) {
    List* const vars = rejected(condition, Wanted::not_true);
    ListCell* cell;
    foreach (cell, vars) {
        Var* const var = static_cast<Var*>(lfirst(cell));
        Scope* const home = scope_above(scope, var->varlevelsup);
        const Var* const column = behind_alias(home, var);
        auto* const rejection = static_cast<Rejection*>(palloc(sizeof(Rejection)));
        *rejection = {home, static_cast<int>(column->varno), column->varattno, guard};
        scope->rejections = lappend(scope->rejections, rejection);
    }
}

} // namespace flux::facts
