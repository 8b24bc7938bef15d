// Runs one statement of a source in the shadow, by the server's own functions, without making files where it can.
#pragma once

#include "server/pg/compat_ddl.hpp"

namespace flux::shadow {

// What to run and how. A leaf function's argument: everything in it is trivial.
struct Job {
    const char* sql = nullptr;
    // Node tree to run instead of parsing `sql` (which is then the text it came from, for positions).
    Node* node = nullptr;
    // Indexes without files.
    bool storage_less = true;
    // The database's own default for tables: USING it is the same as not saying anything.
    const char* default_access_method = nullptr;
    // The managed schemas as a search_path: where an unqualified DROP may find something.
    const char* managed_path = nullptr;
    // ALTER TYPE … ADD VALUE and RENAME VALUE statements that this CREATE TYPE takes in.
    const char* const* enum_changes = nullptr;
    int enum_change_count = 0;
    // Foreign keys that CREATE TABLE spelled and owners of sequences, as statements of their own; made in this memory context.
    MemoryContext keep = nullptr;
    List* later = NIL;
};

// leaf
void execute(Job* job);

} // namespace flux::shadow
