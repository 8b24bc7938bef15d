// Rows of the ledger's table, put there without a query: nobody needs a right on it, and nobody else can write to it.
#pragma once

#include <cstdint>

#include "server/ledger/event.hpp"

namespace flux::ledger {

// What the rows of one command have in common.
struct Context {
    const char* event;     // ddl_command_end, sql_drop, table_rewrite
    const char* statement; // nullptr: unknown
    const char* guard;     // emergency, or nullptr
    std::int64_t run;      // 0: none
};

// leaf: `changes` is JSON or nullptr. False where the extension's tables are not there, while it is made or dropped.
bool append(const Context* context, const Event* events, const char* const* changes, int count);

} // namespace flux::ledger
