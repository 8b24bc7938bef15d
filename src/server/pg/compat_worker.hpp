// What differs between PostgreSQL 14 and 18 in running a statement as a client's would be run. Apart from compat.hpp, because
// only the worker needs these headers.
#pragma once

#include "server/pg/compat.hpp"

extern "C" {
#include "access/xact.h"
#include "nodes/parsenodes.h"
#include "parser/analyze.h"
#include "tcop/cmdtag.h"
#include "tcop/pquery.h"
#include "tcop/tcopprot.h"
#include "tcop/utility.h"
#include "utils/portal.h"
#include "utils/snapmgr.h"
}

namespace flux::pg::compat {

// 15 gave the function its long name.
inline List* analyze_and_rewrite(RawStmt* statement, const char* sql) {
#if PG_VERSION_NUM >= 150000
    return pg_analyze_and_rewrite_fixedparams(statement, sql, nullptr, 0, nullptr);
#else
    return pg_analyze_and_rewrite(statement, sql, nullptr, 0, nullptr);
#endif
}

// No way back to the rights of the session's user. Why not where assertions are on: a command that commits within itself starts
// a transaction under it, which one of them forbids; nothing but the assertion depends on that.
#ifdef USE_ASSERT_CHECKING
inline constexpr int kWorkerContext = 0;
#else
inline constexpr int kWorkerContext = SECURITY_LOCAL_USERID_CHANGE;
#endif

// 18 took run_once away.
inline void run_portal(Portal portal, DestReceiver* receiver, QueryCompletion* completion) {
#if PG_VERSION_NUM >= 180000
    (void)PortalRun(portal, FETCH_ALL, true, receiver, receiver, completion);
#else
    (void)PortalRun(portal, FETCH_ALL, true, true, receiver, receiver, completion);
#endif
}

// leaf: one statement, at top level. Why a context of its own for the tree: CREATE INDEX CONCURRENTLY commits inside.
// Why a portal: it allocates in the portal's context.
inline void run_top_level(const char* sql) {
    const MemoryContext tree = AllocSetContextCreate(TopMemoryContext, "pg_flux statement", ALLOCSET_DEFAULT_SIZES);
    const MemoryContext outer = MemoryContextSwitchTo(tree);
    List* const parsed = pg_parse_query(sql);
    if (list_length(parsed) != 1) elog(ERROR, "a worker of pg_flux runs one statement");
    auto* const raw = linitial_node(RawStmt, parsed);
    PushActiveSnapshot(GetTransactionSnapshot());
    List* const queries = analyze_and_rewrite(raw, sql);
    List* const plans = pg_plan_queries(queries, sql, CURSOR_OPT_PARALLEL_OK, nullptr);
    PopActiveSnapshot();
    const Portal portal = CreatePortal("", true, true);
    portal->visible = false;
    PortalDefineQuery(portal, nullptr, sql, CreateCommandTag(raw->stmt), plans, nullptr);
    PortalStart(portal, nullptr, 0, InvalidSnapshot);
    MemoryContextSwitchTo(outer);
    QueryCompletion completion;
    InitializeQueryCompletion(&completion);
    run_portal(portal, CreateDestReceiver(DestNone), &completion);
    PortalDrop(portal, false);
    MemoryContextDelete(tree);
}

} // namespace flux::pg::compat
