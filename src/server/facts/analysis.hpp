// What the walk over a view's stored query knows while it runs. Everything in this folder but nullability.hpp is leaf code: it
// is written like C, lives in the server's memory contexts and may be left by a jump at any point.
#pragma once

#include "server/pg/compat.hpp"

extern "C" {
#include "nodes/parsenodes.h"
#include "utils/hsearch.h"
}

namespace flux::facts {

// Why a value may be NULL, in words; nullptr where it never is.
using Reason = const char*;

inline constexpr Reason kColumn = "a column that may be NULL";
inline constexpr Reason kForeign = "a column of a foreign table";
inline constexpr Reason kOuterJoin = "an outer join";
inline constexpr Reason kGroupingSets = "grouping sets";
inline constexpr Reason kAggregate = "an aggregate that may see no value";
inline constexpr Reason kWindow = "a window that may hold no value";
inline constexpr Reason kFunction = "a function or operator that may give NULL";
inline constexpr Reason kSubselect = "a sub-select that may find no row";
inline constexpr Reason kConstant = "a NULL in the query";
inline constexpr Reason kRow = "a whole row";
inline constexpr Reason kExpression = "an expression that may give NULL";
inline constexpr Reason kTooLarge = "a query that is too large to follow";

// The CHECK constraints that could prove a column, as the server stores them.
struct Checks {
    const Oid* relations = nullptr;
    const char* const* expressions = nullptr;
    int count = 0;
};

struct Analysis {
    Checks checks;
    HTAB* views = nullptr;  // of ViewEntry
    HTAB* tables = nullptr; // of TableEntry
    MemoryContext lasting = nullptr; // holds what the tables above hold
    // Why: what is found while something is taken for granted in one branch (a CASE arm) must not be kept for another.
    int assuming = 0;
    int steps_left = 0;
};

// A table's column that a view's column hands through unchanged; relation 0 where there is none.
struct Source {
    Oid relation = InvalidOid;
    AttrNumber column = 0;
};

struct ViewEntry {
    Oid view; // the key
    bool done;
    int count;
    Reason* reasons;
    Source* sources;
};

struct TableKey {
    Oid table;
    uint32 descendants; // are those that inherit from it looked at too?
};

struct TableEntry {
    TableKey key;
    Bitmapset* full;
};

// A column that cannot be NULL in a row that comes out, as long as none of the sides of outer joins in `guard` made up the row.
struct Rejection {
    struct Scope* scope; // where the column's relation stands: this query or one around it
    int relation;        // position in its range table
    AttrNumber column;
    Bitmapset* guard;
};

// One level of a query.
struct Scope {
    Analysis* analysis;
    Query* query;
    Scope* outer; // the query this one stands in
    Bitmapset** nulled_by; // by position in the range table: the sides of outer joins that can make up a row of NULLs for it
    List* rejections;      // of Rejection
    Bitmapset* real;       // the sides that made up none of the rows that come out
    Scope** inner;         // by position in the range table: sub-queries
    List* ctes;            // of CteColumns
    Reason* reasons;       // by output column, where known
    bool* known;
    SubLink* test; // whose comparison is looked at: its parameters are the sub-select's columns
};

struct CteColumns {
    CommonTableExpr* cte;
    int count;
    Reason* reasons;
};

// scope.cpp
Scope* make_scope(Analysis* analysis, Query* query, Scope* outer);
Scope* scope_above(Scope* scope, Index levels);
Scope* inner_scope(Scope* scope, int relation);
// The column behind a join's or a grouping's alias, where it is one; else the alias.
Var* behind_alias(Scope* scope, Var* var);
// The sides that are real once `sides` are.
Bitmapset* closure(Scope* scope, Bitmapset* sides);
int side_of(int join, bool right);

// rejection.cpp: adds what cannot be NULL where `condition` is true.
void add_rejections(Scope* scope, Node* condition, Bitmapset* guard);

// expression.cpp
Reason why_null(Scope* scope, Node* expression);
Reason why_any_null(Scope* scope, List* expressions);
// aggregate.cpp
Reason why_aggregate_null(Scope* scope, Aggref* aggregate);
Reason why_window_null(Scope* scope, WindowFunc* window);
// sublink.cpp
Reason why_sublink_null(Scope* scope, SubLink* link);
Reason why_parameter_null(Scope* scope, Param* parameter);
// case.cpp
Reason why_case_null(Scope* scope, CaseExpr* choice);
// column.cpp
Reason why_var_null(Scope* scope, Var* var);
// output.cpp: by position from 1 on
Reason why_output_null(Scope* scope, AttrNumber column);
TargetEntry* output_entry(Query* query, AttrNumber column);
int output_count(Query* query);
// cte.cpp
CteColumns* cte_columns(Scope* scope, RangeTblEntry* reference);
Scope* cte_scope(Scope* scope, RangeTblEntry* reference);
// source.cpp
Source source_of(Scope* scope, Node* expression);
// view.cpp
const ViewEntry* view_entry(Analysis* analysis, Oid view);
// table.cpp: the columns that hold no NULL, by position; of a table's descendants too where the query reads them
Bitmapset* full_columns(Analysis* analysis, Oid table, bool descendants);
bool is_foreign(Oid relation);

} // namespace flux::facts
