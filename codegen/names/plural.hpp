// English plurals of table names made singular, by rules and a list of exceptions.
#pragma once

#include <string>

namespace flux::gen {

// Only the last word changes: user_addresses gives user_address.
std::string singular(const std::string& name);

} // namespace flux::gen
