// CASE: an arm is reached only where its condition is true, and those before it are not.
#include "server/facts/analysis.hpp"

extern "C" {
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
}

namespace flux::facts {
namespace {

Reason why_arm_null(Scope* scope, Node* result) {
    Bitmapset* const before = scope->real;
    scope->real = closure(scope, before);
    ++scope->analysis->assuming;
    const Reason reason = why_null(scope, result);
    --scope->analysis->assuming;
    scope->real = before;
    return reason;
}

// The condition that holds in the arms after WHEN x IS NULL.
Node* opposite(Node* condition) {
    if (!IsA(condition, NullTest) || castNode(NullTest, condition)->nulltesttype != IS_NULL) return nullptr;
    NullTest* const test = static_cast<NullTest*>(palloc(sizeof(NullTest)));
    *test = *castNode(NullTest, condition);
    test->nulltesttype = IS_NOT_NULL;
    return reinterpret_cast<Node*>(test);
}

} // namespace

Reason why_case_null(Scope* scope, CaseExpr* choice) {
    List* const before = scope->rejections;
    List* known = before; // what holds once no arm so far was taken
    // Why not with grouping sets: they make NULLs of what is compared. CASE x WHEN … compares with a placeholder.
    const bool searched = choice->arg == nullptr && scope->query->groupingSets == NIL;
    Reason reason = nullptr;
    ListCell* cell;
    foreach (cell, choice->args) {
        const auto* const when = lfirst_node(CaseWhen, cell);
        Node* const condition = reinterpret_cast<Node*>(when->expr);
        scope->rejections = list_copy(known);
        if (searched) add_rejections(scope, condition, nullptr);
        reason = why_arm_null(scope, reinterpret_cast<Node*>(when->result));
        if (reason != nullptr) break;
        scope->rejections = list_copy(known);
        if (searched) add_rejections(scope, opposite(condition), nullptr);
        known = scope->rejections;
    }
    scope->rejections = known;
    if (reason == nullptr) reason = why_arm_null(scope, reinterpret_cast<Node*>(choice->defresult));
    scope->rejections = before;
    return reason;
}

} // namespace flux::facts
