// Another user for the length of a scope.
#pragma once

namespace flux::pg {

class AsUser {
public:
    // `role` is an OID. Local: SET ROLE and SET SESSION AUTHORIZATION are refused meanwhile.
    explicit AsUser(unsigned int role);
    ~AsUser();
    AsUser(const AsUser&) = delete;
    AsUser& operator=(const AsUser&) = delete;

private:
    unsigned int role_ = 0;
    int context_ = 0;
};

} // namespace flux::pg
