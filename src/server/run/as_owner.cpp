#include "server/run/as_owner.hpp"

#include "core/error.hpp"
#include "server/pg/call.hpp"

extern "C" {
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "utils/syscache.h"
}

namespace flux::run {
namespace {

constexpr const char* kTable = "run";

// leaf: none where the table is not there.
Oid owner_of_table() {
    const Oid schema = get_namespace_oid("pg_flux", true);
    const HeapTuple row = SearchSysCache2(RELNAMENSP, CStringGetDatum(kTable), ObjectIdGetDatum(schema));
    if (!HeapTupleIsValid(row)) return InvalidOid;
    const Oid owner = reinterpret_cast<Form_pg_class>(GETSTRUCT(row))->relowner;
    ReleaseSysCache(row);
    return owner;
}

Oid owner() {
    const Oid owner = pg::call(owner_of_table);
    if (OidIsValid(owner)) return owner;
    throw Error(ErrorCode::object_not_in_prerequisite_state, "the tables of the extension pg_flux are not there", "",
                "Create the extension again.");
}

} // namespace

// Why the search path first: it is set with the caller's rights, and the statements below are read under it.
AsOwner::AsOwner() : user_((settings_.lock_search_path(), owner())) {}

} // namespace flux::run
