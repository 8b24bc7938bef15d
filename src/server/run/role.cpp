#include "server/run/role.hpp"

#include "server/pg/call.hpp"

extern "C" {
#include "miscadmin.h"
}

namespace flux::run {
namespace {

// leaf
const char* role_name() {
    return GetUserNameFromId(GetUserId(), false);
}

} // namespace

std::string current_role() {
    return pg::call(role_name);
}

} // namespace flux::run
