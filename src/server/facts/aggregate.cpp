// Aggregates and window functions. An aggregate over at least one value that it counts gives a value, a group has at least one
// row, and a frame that spans the current row is not empty.
#include "server/facts/analysis.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

extern "C" {
#include "access/transam.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_namespace.h"
#include "utils/lsyscache.h"
}

namespace flux::facts {
namespace {

template <std::size_t count> bool in(const char* const (&names)[count], const char* name) {
    return std::any_of(std::begin(names), std::end(names),
                       [&](const char* each) { return std::strcmp(each, name) == 0; });
}

// Give a value for no row at all.
constexpr const char* kCounts[] = {"count", "regr_count"};
// Give a value for one row, be it NULL.
constexpr const char* kByRow[] = {"array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg"};
// Give a value for one value of their first argument.
constexpr const char* kByValue[] = {"avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "every", "max", "min",
                                    "range_agg", "range_intersect_agg", "string_agg", "sum"};
constexpr const char* kRanks[] = {"cume_dist", "dense_rank", "percent_rank", "rank", "row_number"};

const char* own_name(Oid function) {
    if (function >= FirstNormalObjectId || get_func_namespace(function) != PG_CATALOG_NAMESPACE) return nullptr;
    return get_func_name(function);
}

Node* first_argument(List* arguments) {
    if (arguments == NIL) return nullptr;
    Node* const first = static_cast<Node*>(linitial(arguments));
    return IsA(first, TargetEntry) ? reinterpret_cast<Node*>(castNode(TargetEntry, first)->expr) : first;
}

// Over rows of which there is at least one.
Reason why_some_null(Scope* scope, const char* name, List* arguments, Reason otherwise) {
    if (in(kByRow, name)) return nullptr;
    if (in(kByValue, name) && arguments != NIL) return why_null(scope, first_argument(arguments));
    return otherwise;
}

// Does each frame hold the row that it is for?
bool spans_current_row(const WindowClause* window) {
    const int frame = window->frameOptions;
    return (frame & FRAMEOPTION_EXCLUSION) == 0 &&
           (frame & (FRAMEOPTION_START_UNBOUNDED_PRECEDING | FRAMEOPTION_START_CURRENT_ROW)) != 0 &&
           (frame & (FRAMEOPTION_END_UNBOUNDED_FOLLOWING | FRAMEOPTION_END_CURRENT_ROW)) != 0;
}

} // namespace

Reason why_aggregate_null(Scope* scope, Aggref* aggregate) {
    const char* const name = own_name(aggregate->aggfnoid);
    if (name == nullptr) return kAggregate;
    if (in(kCounts, name)) return nullptr;
    const Query* const query = scope->query;
    if (aggregate->agglevelsup > 0 || aggregate->aggfilter != nullptr || aggregate->aggkind != AGGKIND_NORMAL ||
        query->groupClause == NIL || query->groupingSets != NIL)
        return kAggregate;
    return why_some_null(scope, name, aggregate->args, kAggregate);
}

Reason why_window_null(Scope* scope, WindowFunc* function) {
    const char* const name = own_name(function->winfnoid);
    if (name == nullptr) return kWindow;
    if (in(kCounts, name) || in(kRanks, name)) return nullptr;
    if (std::strcmp(name, "ntile") == 0) return why_any_null(scope, function->args);
    const auto* const window = static_cast<const WindowClause*>(list_nth(scope->query->windowClause, function->winref - 1));
    if (function->aggfilter != nullptr || !spans_current_row(window)) return kWindow;
    return why_some_null(scope, name, function->args, kWindow);
}

} // namespace flux::facts
