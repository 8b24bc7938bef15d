// What a statement changes must live in a schema that the call manages. Separate from classify.cpp, which judges names as
// they are written: what an unqualified name means is known only when the statement runs.
#pragma once

#include "server/pg/compat_ddl.hpp"

namespace flux::shadow {

// leaf: raises where the object that the statement alters, comments on, grants, moves or drops lives elsewhere: in the live
// database, that is. What it only uses may live anywhere. `schemas` are the managed ones, as a search_path.
void require_managed(Node* statement, const char* schemas);

// leaf: true, with a warning, for owner, comment and privileges of schema public where that is not managed: pg_dump writes
// them of every database, whatever it is asked to dump.
bool leaves_alone(Node* statement, const char* schemas);

} // namespace flux::shadow
