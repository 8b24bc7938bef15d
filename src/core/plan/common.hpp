// The statements that every kind shares: owner, comment, privileges. Separate from the kinds so that none can forget them, and
// from the planner so that the words of GRANT and COMMENT stand in one place.
#pragma once

#include <string>

#include "core/model/model.hpp"
#include "core/plan/script.hpp"

namespace flux {

// What takes owner, comment and privileges of an object from one state to the other. The owner comes first: privileges
// are the owner's to give.
void alter_common(const Object& from, const Object& to, Script& script);
// The same for what has just been created and stands as `made`.
void create_common(const Object& made, const Object& to, Script& script);

// What is revoked of a relation is revoked of its columns too: what these keep they are given again.
void keep_column_privileges(const Object& from, const Object& to, const Model& model, Script& script);

// What a new object of that acldefault() type has when `role` creates it in `schema`: the server's defaults, changed by the
// default privileges in `live`.
Privileges initial_privileges(const Model& live, char acl_type, const std::string& schema, const std::string& role);

} // namespace flux
