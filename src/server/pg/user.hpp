// Another user for the length of a scope.
#pragma once

namespace flux::pg {

unsigned int current_user();

// Also with the user who is current already: a text that comes from elsewhere shall not get at the rights of who has logged in.
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
