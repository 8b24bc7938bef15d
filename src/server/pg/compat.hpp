// The server's headers that everybody needs, and the only home of differences between PostgreSQL 14 and 18. Each shim
// names the release. Include it last: postgres.h defines macros that C++ headers do not expect.
#pragma once

extern "C" {
#include "postgres.h"

#include "access/htup_details.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif
}

// Why: port.h replaces the printf family by macros, which breaks every `std::snprintf` that comes after.
#undef snprintf
#undef vsnprintf
#undef sprintf
#undef vsprintf
#undef fprintf
#undef vfprintf
#undef printf
#undef vprintf
#undef strerror
#undef strerror_r
#undef bind
#undef accept
#undef _

namespace flux::pg::compat {

// 16 replaced pg_namespace_ownercheck() and its like by object_ownercheck().
inline bool owns_schema(Oid schema, Oid role) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(2615 /* pg_namespace */, schema, role);
#else
    return pg_namespace_ownercheck(schema, role);
#endif
}

inline bool owns_extension(Oid extension, Oid role) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(3079 /* pg_extension */, extension, role);
#else
    return pg_extension_ownercheck(extension, role);
#endif
}

inline bool owns_type(Oid type, Oid role) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(1247 /* pg_type */, type, role);
#else
    return pg_type_ownercheck(type, role);
#endif
}

inline bool owns_server(Oid server, Oid role) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(1417 /* pg_foreign_server */, server, role);
#else
    return pg_foreign_server_ownercheck(server, role);
#endif
}

// 16 replaced pg_namespace_aclcheck() and its like by object_aclcheck().
inline AclResult may_create_in(Oid schema, Oid role) {
#if PG_VERSION_NUM >= 160000
    return object_aclcheck(2615 /* pg_namespace */, schema, role, ACL_CREATE);
#else
    return pg_namespace_aclcheck(schema, role, ACL_CREATE);
#endif
}

// 15 turned EmitWarningsOnPlaceholders() into MarkGUCPrefixReserved().
inline void reserve_setting_prefix(const char* prefix) {
#if PG_VERSION_NUM >= 150000
    MarkGUCPrefixReserved(prefix);
#else
    EmitWarningsOnPlaceholders(prefix);
#endif
}

} // namespace flux::pg::compat
