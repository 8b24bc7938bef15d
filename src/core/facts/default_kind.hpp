// What sort of default a column has, from its expression as the server prints it.
#pragma once

#include <string>

namespace flux::facts {

// constant, sequence (nextval), now (the time of the statement or transaction), uuid (a random one) or expression.
std::string default_kind(const std::string& expression);

} // namespace flux::facts
