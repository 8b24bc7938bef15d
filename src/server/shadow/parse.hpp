// The server's own parser. What it yields lives in the current memory context.
#pragma once

#include "server/pg/compat_ddl.hpp"

namespace flux::shadow {

// leaf
List* parse(const char* sql);
// leaf: exactly one statement.
RawStmt* parse_one(const char* sql);
// leaf: raises 54001 for a tree too deep for anything that walks it without looking at the stack.
void check_depth(List* statements);

} // namespace flux::shadow
