// What is alike for the many kinds whose catalog holds a name, a schema and mostly an owner under one prefix
// (pg_collation: collname, collnamespace, collowner): the head of the catalog query, DROP and RENAME.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

// The common columns of row x of the catalog in schema n, up to FROM. `args` is SQL text.
std::string named_columns(std::string_view catalog, std::string_view prefix, bool has_owner = true,
                          std::string_view args = "NULL", std::string_view acl = "NULL::aclitem[]");
// FROM with what those need and further joins, WHERE with the managed schemas.
std::string named_source(std::string_view catalog, std::string_view prefix, std::string_view joins = {});
// The qualified name of the row with that OID; NULL where it is zero.
std::string qualified_name_of(std::string_view catalog, std::string_view prefix, std::string_view oid);

// By the words that COMMENT ON uses too. RENAME TO and SET SCHEMA, whichever of the two it takes; what hangs on a table is
// renamed where that is by then.
void drop_named(const Object& object, Script& script);
void rename_named(const Object& from, const Identity& to, Script& script);
// The same under a lock that keeps everybody out.
void drop_exclusively(const Object& object, Script& script);
void rename_exclusively(const Object& from, const Identity& to, Script& script);

} // namespace flux::kinds
