// What differs between PostgreSQL 14 and 18 in the way of a query through parser, planner and executor.
#pragma once

#include "server/pg/compat.hpp"

extern "C" {
#include "executor/executor.h"
#include "parser/analyze.h"
#include "tcop/tcopprot.h"
}

namespace flux::pg::compat {

// 15 gave parse_analyze its long name.
inline Query* analyze(RawStmt* statement, const char* text) {
#if PG_VERSION_NUM >= 150000
    return parse_analyze_fixedparams(statement, text, nullptr, 0, nullptr);
#else
    return parse_analyze(statement, text, nullptr, 0, nullptr);
#endif
}

// 15 gave pg_analyze_and_rewrite its long name.
inline List* analyze_and_rewrite(RawStmt* statement, const char* text, Oid* types, int count) {
#if PG_VERSION_NUM >= 150000
    return pg_analyze_and_rewrite_fixedparams(statement, text, types, count, nullptr);
#else
    return pg_analyze_and_rewrite(statement, text, types, count, nullptr);
#endif
}

// 18 took away the promise to run a query only once.
inline void run_to_end(QueryDesc* query) {
#if PG_VERSION_NUM >= 180000
    ExecutorRun(query, ForwardScanDirection, 0);
#else
    ExecutorRun(query, ForwardScanDirection, 0, true);
#endif
}

} // namespace flux::pg::compat
