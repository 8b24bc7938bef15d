// Messages that do not end the call.
#pragma once

#include <string>

namespace flux::pg {

void warn(const std::string& message, const std::string& detail = {}, const std::string& hint = {});
void notice(const std::string& message, const std::string& detail = {}, const std::string& hint = {});

} // namespace flux::pg
