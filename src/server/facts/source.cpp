// The table's column that a view's column hands through unchanged, be it NULL at times: so that keys, comments and what else is
// said of it follow.
#include "server/facts/analysis.hpp"

extern "C" {
#include "catalog/pg_class.h"
#include "parser/parsetree.h"
}

namespace flux::facts {
namespace {

Source of_output(Scope* scope, AttrNumber column) {
    TargetEntry* const entry = output_entry(scope->query, column);
    if (entry == nullptr || scope->query->setOperations != nullptr) return {};
    return source_of(scope, reinterpret_cast<Node*>(entry->expr));
}

Source of_relation(Scope* scope, const RangeTblEntry* entry, AttrNumber column) {
    if (entry->relkind != RELKIND_VIEW && entry->relkind != RELKIND_MATVIEW) return {entry->relid, column};
    const ViewEntry* const view = view_entry(scope->analysis, entry->relid);
    return view != nullptr && column <= view->count ? view->sources[column - 1] : Source();
}

} // namespace

Source source_of(Scope* scope, Node* expression) {
    check_stack_depth();
    if (--scope->analysis->steps_left < 0 || expression == nullptr || !IsA(expression, Var)) return {};
    Scope* const home = scope_above(scope, castNode(Var, expression)->varlevelsup);
    const Var* const column = behind_alias(home, castNode(Var, expression));
    if (column->varattno <= 0) return {};
    RangeTblEntry* const entry = rt_fetch(column->varno, home->query->rtable);
    switch (entry->rtekind) {
    case RTE_RELATION:
        return of_relation(home, entry, column->varattno);
    case RTE_SUBQUERY:
        return of_output(inner_scope(home, static_cast<int>(column->varno)), column->varattno);
    case RTE_CTE: {
        Scope* const inner = cte_scope(home, entry);
        return inner != nullptr ? of_output(inner, column->varattno) : Source();
    }
    default:
        return {};
    }
}

} // namespace flux::facts
