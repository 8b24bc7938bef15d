// A statement as it may be quoted in a message: without the secrets that it holds.
#pragma once

#include <string>
#include <string_view>

namespace flux::source {

// Literals behind the name of an option that holds a secret, and behind CONNECTION, become '********'.
std::string without_secrets(std::string_view statement);

} // namespace flux::source
