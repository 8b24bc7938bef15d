// What ALTER DEFAULT PRIVILEGES says for one role, one kind of object, and one schema or all of them. Kept as the difference to
// what PostgreSQL itself gives, so that creating, changing and dropping it need no more than these two lists.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct DefaultGrant {
    std::string grantee; // as in Grant
    std::string privilege;
    bool grantable = false;

    static constexpr auto fields() {
        return std::tuple(field("grantee", &DefaultGrant::grantee), field("privilege", &DefaultGrant::privilege),
                          field("grantable", &DefaultGrant::grantable));
    }
};

struct DefaultPrivileges {
    std::string role;
    std::optional<std::string> in_schema; // empty: in all schemas
    std::string objects;                  // TABLES, SEQUENCES, FUNCTIONS, TYPES, SCHEMAS
    std::vector<DefaultGrant> granted = {}; // in the order of Grant
    std::vector<DefaultGrant> revoked = {};

    static constexpr auto fields() {
        return std::tuple(field("role", &DefaultPrivileges::role), field("in_schema", &DefaultPrivileges::in_schema),
                          field("objects", &DefaultPrivileges::objects),
                          field("granted", &DefaultPrivileges::granted), field("revoked", &DefaultPrivileges::revoked));
    }
};

// What `acl` becomes where these defaults apply.
Privileges with_defaults(const Privileges& acl, const DefaultPrivileges& defaults);

extern const Ops default_privileges;

} // namespace flux::kinds
