#include "server/shadow/roles.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "server/pg/call.hpp"
#include "server/pg/memory.hpp"
#include "server/shadow/execute.hpp"
#include "server/shadow/split.hpp"

extern "C" {
#include "utils/acl.h"
}

namespace flux::shadow {

namespace {

// leaf
bool is_there(const char* role) { return OidIsValid(get_role_oid(role, true)); }

void make(const DeclaredRole& role) {
    const pg::MemoryScope memory;
    Job job;
    job.sql = role.sql.c_str();
    try {
        pg::call(execute, &job);
    } catch (const pg::ServerError& error) {
        if (error.is_interrupt()) throw;
        throw Error(ErrorCode::cannot_build_source,
                    "line " + std::to_string(role.line) + " of the source cannot be built: " + shorten(role.sql),
                    error.what(), error.hint(), role.line);
    }
}

} // namespace

std::vector<DeclaredRole> missing_roles(const Declaration& declaration) {
    std::vector<DeclaredRole> missing;
    std::copy_if(declaration.roles.begin(), declaration.roles.end(), std::back_inserter(missing),
                 [](const DeclaredRole& role) { return !pg::call(is_there, role.name.c_str()); });
    return missing;
}

void make_missing_roles(const Declaration& declaration) {
    for (const DeclaredRole& role : missing_roles(declaration)) make(role);
}

} // namespace flux::shadow
