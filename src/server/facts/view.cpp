// A view's columns, found once. Views stand in each other's queries, never in a circle.
#include "server/facts/analysis.hpp"

extern "C" {
#include "nodes/nodes.h"
#include "catalog/pg_rewrite.h"
#include "rewrite/rewriteSupport.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
}

namespace flux::facts {
namespace {

Query* stored_query(Oid view) {
    const HeapTuple tuple = SearchSysCache2(RULERELNAME, ObjectIdGetDatum(view), PointerGetDatum(ViewSelectRuleName));
    if (!HeapTupleIsValid(tuple)) return nullptr;
    bool is_null = false;
    const Datum stored = SysCacheGetAttr(RULERELNAME, tuple, Anum_pg_rewrite_ev_action, &is_null);
    char* const action = is_null ? nullptr : TextDatumGetCString(stored);
    ReleaseSysCache(tuple);
    List* const queries = action == nullptr ? NIL : static_cast<List*>(stringToNode(action));
    if (list_length(queries) != 1 || !IsA(linitial(queries), Query)) return nullptr;
    return linitial_node(Query, queries);
}

void look(Analysis* analysis, ViewEntry* entry, Query* query) {
    // Why: what is taken for granted in the query that names the view says nothing about the view.
    const int assuming = analysis->assuming;
    analysis->assuming = 0;
    Scope* const scope = make_scope(analysis, query, nullptr);
    for (int i = 0; i < entry->count; ++i) {
        const TargetEntry* const target = output_entry(query, static_cast<AttrNumber>(i + 1));
        entry->reasons[i] = why_output_null(scope, static_cast<AttrNumber>(i + 1));
        if (target != nullptr && query->setOperations == nullptr)
            entry->sources[i] = source_of(scope, reinterpret_cast<Node*>(target->expr));
    }
    analysis->assuming = assuming;
}

} // namespace

const ViewEntry* view_entry(Analysis* analysis, Oid view) {
    bool found = false;
    auto* const entry = static_cast<ViewEntry*>(hash_search(analysis->views, &view, HASH_ENTER, &found));
    if (found) return entry->done ? entry : nullptr;
    Query* const query = stored_query(view);
    entry->done = false;
    entry->count = query == nullptr ? 0 : output_count(query);
    const MemoryContext before = MemoryContextSwitchTo(analysis->lasting);
    entry->reasons = static_cast<Reason*>(palloc0((entry->count + 1) * sizeof(Reason)));
    entry->sources = static_cast<Source*>(palloc0((entry->count + 1) * sizeof(Source)));
    MemoryContextSwitchTo(before);
    if (query != nullptr) look(analysis, entry, query);
    entry->done = true;
    return entry;
}

} // namespace flux::facts
