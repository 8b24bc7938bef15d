// One level of a query: which relations an outer join can replace by NULLs, and which of these cannot have been where a
// condition rejects such rows.
#include "server/facts/analysis.hpp"

#include "server/pg/compat_nodes.hpp"

extern "C" {
#include "parser/parsetree.h"
}

namespace flux::facts {
namespace {

Bitmapset* with_side(const Bitmapset* sides, int join, bool right) {
    return bms_add_member(bms_copy(sides), side_of(join, right));
}

void walk_from(Scope* scope, Node* item, Bitmapset* nulled);

void walk_join(Scope* scope, const JoinExpr* join, Bitmapset* nulled) {
    const bool nulls_left = join->jointype == JOIN_RIGHT || join->jointype == JOIN_FULL;
    const bool nulls_right = join->jointype == JOIN_LEFT || join->jointype == JOIN_FULL;
    Bitmapset* const left = nulls_left ? with_side(nulled, join->rtindex, false) : nulled;
    Bitmapset* const right = nulls_right ? with_side(nulled, join->rtindex, true) : nulled;
    scope->nulled_by[join->rtindex] = nulled;
    walk_from(scope, join->larg, left);
    walk_from(scope, join->rarg, right);
    // The condition held for the rows that were found, not for those that were made up.
    add_rejections(scope, join->quals, bms_union(left, right));
}

void walk_from(Scope* scope, Node* item, Bitmapset* nulled) {
    check_stack_depth();
    if (item == nullptr) return;
    if (IsA(item, RangeTblRef)) {
        scope->nulled_by[castNode(RangeTblRef, item)->rtindex] = nulled;
    } else if (IsA(item, JoinExpr)) {
        walk_join(scope, castNode(JoinExpr, item), nulled);
    } else if (IsA(item, FromExpr)) {
        const FromExpr* const from = castNode(FromExpr, item);
        ListCell* cell;
        foreach (cell, from->fromlist) walk_from(scope, static_cast<Node*>(lfirst(cell)), nulled);
        add_rejections(scope, from->quals, nulled);
    }
}

bool aggregates_nothing(const Query* query) {
    return query->groupingSets != NIL || (query->groupClause == NIL && (query->hasAggs || query->havingQual != nullptr));
}

List* aliased(const RangeTblEntry* entry) {
    return entry->rtekind == RTE_JOIN ? entry->joinaliasvars : pg::compat::group_expressions(entry);
}

} // namespace

int side_of(int join, bool right) { return 2 * join + (right ? 1 : 0); }

Scope* make_scope(Analysis* analysis, Query* query, Scope* outer) {
    const int relations = list_length(query->rtable) + 1;
    const int columns = output_count(query) + 1;
    Scope* const scope = static_cast<Scope*>(palloc0(sizeof(Scope)));
    scope->analysis = analysis;
    scope->query = query;
    scope->outer = outer;
    scope->nulled_by = static_cast<Bitmapset**>(palloc0(relations * sizeof(Bitmapset*)));
    scope->inner = static_cast<Scope**>(palloc0(relations * sizeof(Scope*)));
    scope->reasons = static_cast<Reason*>(palloc0(columns * sizeof(Reason)));
    scope->known = static_cast<bool*>(palloc0(columns * sizeof(bool)));
    walk_from(scope, reinterpret_cast<Node*>(query->jointree), nullptr);
    // Why: an aggregate gives a row where the condition let none through, whose other values the condition did not see.
    if (aggregates_nothing(query)) scope->rejections = NIL;
    // Why not with grouping sets: they make NULLs of what the condition saw.
    if (query->groupingSets == NIL) add_rejections(scope, query->havingQual, nullptr);
    scope->real = closure(scope, nullptr);
    return scope;
}

Scope* scope_above(Scope* scope, Index levels) {
    for (; scope != nullptr && levels > 0; --levels) scope = scope->outer;
    if (scope == nullptr) elog(ERROR, "a stored query refers to a level that it does not have");
    return scope;
}

Scope* inner_scope(Scope* scope, int relation) {
    if (scope->inner[relation] != nullptr) return scope->inner[relation];
    Scope* const inner = make_scope(scope->analysis, rt_fetch(relation, scope->query->rtable)->subquery, scope);
    if (scope->analysis->assuming == 0) scope->inner[relation] = inner;
    return inner;
}

Var* behind_alias(Scope* scope, Var* var) {
    for (;;) {
        if (var->varattno <= 0) return var;
        const RangeTblEntry* const entry = rt_fetch(var->varno, scope->query->rtable);
        List* const expressions = aliased(entry);
        if (expressions == NIL || (entry->rtekind != RTE_JOIN && scope->query->groupingSets != NIL)) return var;
        Node* const behind = static_cast<Node*>(list_nth(expressions, var->varattno - 1));
        if (behind == nullptr || !IsA(behind, Var) || castNode(Var, behind)->varlevelsup != 0) return var;
        var = castNode(Var, behind);
    }
}

Bitmapset* closure(Scope* scope, Bitmapset* sides) {
    Bitmapset* real = bms_copy(sides);
    for (bool grew = true; grew;) {
        grew = false;
        ListCell* cell;
        foreach (cell, scope->rejections) {
            const auto* const rejection = static_cast<const Rejection*>(lfirst(cell));
            if (rejection->scope != scope || !bms_is_subset(rejection->guard, real)) continue;
            if (bms_is_subset(scope->nulled_by[rejection->relation], real)) continue;
            real = bms_add_members(real, scope->nulled_by[rejection->relation]);
            grew = true;
        }
    }
    return real;
}

} // namespace flux::facts
