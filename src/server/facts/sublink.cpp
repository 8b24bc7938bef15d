// Sub-selects within expressions: the one row of a plain aggregate is always there, that of any other query may not be.
#include "server/facts/analysis.hpp"

namespace flux::facts {
namespace {

bool gives_one_row(const Query* query) {
    if (query->commandType != CMD_SELECT || query->setOperations != nullptr || query->havingQual != nullptr ||
        query->limitCount != nullptr || query->limitOffset != nullptr || query->hasTargetSRFs || query->groupClause != NIL ||
        query->groupingSets != NIL)
        return false;
    return query->hasAggs || (query->jointree->fromlist == NIL && query->jointree->quals == nullptr);
}

// `x IN (SELECT y …)` is NULL where nothing is equal and some comparison was NULL.
Reason why_comparison_null(Scope* scope, SubLink* link) {
    SubLink* const outer_test = scope->test;
    scope->test = link;
    const Reason reason = why_null(scope, link->testexpr);
    scope->test = outer_test;
    return reason;
}

} // namespace

Reason why_sublink_null(Scope* scope, SubLink* link) {
    Query* const query = castNode(Query, link->subselect);
    switch (link->subLinkType) {
    case EXISTS_SUBLINK:
    case ARRAY_SUBLINK:
        return nullptr;
    case ANY_SUBLINK:
    case ALL_SUBLINK:
        return why_comparison_null(scope, link);
    case EXPR_SUBLINK:
        return gives_one_row(query) ? why_output_null(make_scope(scope->analysis, query, scope), 1) : kSubselect;
    default:
        return kSubselect;
    }
}

Reason why_parameter_null(Scope* scope, Param* parameter) {
    if (parameter->paramkind != PARAM_SUBLINK || scope->test == nullptr) return kExpression;
    Query* const query = castNode(Query, scope->test->subselect);
    return why_output_null(make_scope(scope->analysis, query, scope), static_cast<AttrNumber>(parameter->paramid));
}

} // namespace flux::facts
