// SHA-256 by the server's own code.
#pragma once

#include <string>
#include <string_view>

namespace flux::pg {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view data);

} // namespace flux::pg
