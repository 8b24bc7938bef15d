// Reads the server's text form of an access control list into Privileges.
#pragma once

#include <string>
#include <string_view>

#include "core/model/privileges.hpp"

namespace flux {

// `acl` is an aclitem[] as the server prints it: {owner=arwd/owner,=r/owner,"\"A role\"=r*/owner"}. `owner` is the role
// (unquoted) whose grants are kOwner's. Who granted is left out: it never makes a difference that DDL could state.
Privileges parse_acl(std::string_view acl, const std::string& owner);

} // namespace flux
