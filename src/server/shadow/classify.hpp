// What a statement is, by the tag of its raw tree: whether a source may hold it, and the few facts about it that decide
// what a call manages.
#pragma once

#include "core/model/kind.hpp"
#include "server/pg/compat_ddl.hpp"

namespace flux::shadow {

enum class Verdict {
    run,
    setting,
    ignore,          // says nothing about the schema: DROP SCHEMA IF EXISTS before CREATE SCHEMA
    warn,            // the same, but somebody may think it does: COMMENT ON DATABASE
    role,            // must be there, but belongs to the cluster
    block,           // DO: no declaration, unless it only makes roles
    not_declaration, // DML, SELECT, transaction control, …
    not_supported,   // a kind that cannot be read back yet
    of_cluster,      // roles' memberships, databases, tablespaces, the server's configuration
};

// Texts live in the memory context of the tree; nullptr where it does not apply.
struct Facts {
    Verdict verdict = Verdict::run;
    bool creates = false;          // an object that lives in a schema
    const char* schema = nullptr;  // of what it creates or changes; nullptr: not qualified
    bool changes_relation = false; // `schema` is that of a relation it changes
    const char* created_schema = nullptr;
    const char* setting = nullptr;
    const char* value = nullptr; // nullptr: back to the default
    const char* enum_schema = nullptr;
    const char* enum_name = nullptr;
    bool creates_enum = false;
    const char* role = nullptr;
    const char* extension = nullptr;
    // The Kind that belongs to the database and of which it declares an object, or that of an object that it only
    // changes; none: -1.
    int declares = -1, changes_kind = -1;
    bool about_constraint = false; // that is there already
    bool owner = false;
    bool privileges = false;
    bool default_privileges = false;
};

// leaf
void classify(Node* statement, Facts* facts);

} // namespace flux::shadow
