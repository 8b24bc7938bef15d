// The kinds of objects that no room of this folder speaks for yet: what a managed schema holds of them is
// named to the user, never passed over.
#pragma once

#include <string>

namespace flux::kinds {

// Yields kind text, identity text, classid oid, objid oid, for the schemas $1 oid[]. Members of extensions,
// and what an object of another kind brings along, are left out.
std::string unsupported_query();

} // namespace flux::kinds
