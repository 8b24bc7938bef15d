// Common table expressions. Of a recursive one nothing is NULL until something shows that it can be: what neither its first
// part nor a further round brings in never comes.
#include "server/facts/analysis.hpp"

#include <cstring>

namespace flux::facts {
namespace {

CommonTableExpr* declaration(const Scope* holder, const char* name) {
    ListCell* cell;
    foreach (cell, holder->query->cteList) {
        CommonTableExpr* const cte = lfirst_node(CommonTableExpr, cell);
        if (std::strcmp(cte->ctename, name) == 0) return cte;
    }
    return nullptr;
}

// Looks at all columns once more; true where one of them was found to be NULL at times.
bool look_again(Scope* holder, CteColumns* columns) {
    Scope* const scope = make_scope(holder->analysis, castNode(Query, columns->cte->ctequery), holder);
    bool changed = false;
    for (int i = 0; i < columns->count; ++i) {
        if (columns->reasons[i] != nullptr) continue;
        columns->reasons[i] = why_output_null(scope, static_cast<AttrNumber>(i + 1));
        changed = changed || columns->reasons[i] != nullptr;
    }
    return changed;
}

} // namespace

Scope* cte_scope(Scope* scope, RangeTblEntry* reference) {
    Scope* const holder = scope_above(scope, reference->ctelevelsup);
    CommonTableExpr* const cte = declaration(holder, reference->ctename);
    if (cte == nullptr || !IsA(cte->ctequery, Query)) return nullptr;
    return make_scope(scope->analysis, castNode(Query, cte->ctequery), holder);
}

CteColumns* cte_columns(Scope* scope, RangeTblEntry* reference) {
    Scope* const holder = scope_above(scope, reference->ctelevelsup);
    ListCell* cell;
    foreach (cell, holder->ctes) {
        auto* const known = static_cast<CteColumns*>(lfirst(cell));
        if (std::strcmp(known->cte->ctename, reference->ctename) == 0) return known;
    }
    CommonTableExpr* const cte = declaration(holder, reference->ctename);
    if (cte == nullptr || !IsA(cte->ctequery, Query)) return nullptr;
    auto* const columns = static_cast<CteColumns*>(palloc(sizeof(CteColumns)));
    columns->cte = cte;
    columns->count = output_count(castNode(Query, cte->ctequery));
    columns->reasons = static_cast<Reason*>(palloc0((columns->count + 1) * sizeof(Reason)));
    List* const before = holder->ctes;
    holder->ctes = lappend(list_copy(before), columns);
    while (look_again(holder, columns) && cte->cterecursive) continue;
    if (scope->analysis->assuming > 0) holder->ctes = before;
    return columns;
}

} // namespace flux::facts
