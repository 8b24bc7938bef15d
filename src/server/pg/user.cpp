// AsUser. Separate, so that callers see no server header.
#include "server/pg/user.hpp"

#include "server/pg/compat.hpp"

namespace flux::pg {

unsigned int current_user() { return GetUserId(); }

AsUser::AsUser(unsigned int role) {
    GetUserIdAndSecContext(&role_, &context_);
    SetUserIdAndSecContext(role, context_ | SECURITY_LOCAL_USERID_CHANGE);
}

AsUser::~AsUser() { SetUserIdAndSecContext(role_, context_); }

} // namespace flux::pg
