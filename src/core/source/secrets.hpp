// A statement as it may be quoted in a message: without the secrets that it holds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace flux::source {

// Literals behind the name of an option that holds a secret, and behind CONNECTION, become '********'.
std::string without_secrets(std::string_view statement);

// A statement as it may be kept: its first `limit` bytes at most, and no secrets in the literals that hold SQL either (the body of DO,
// the text that it executes).
std::string recordable(std::string_view statement, std::size_t limit);

} // namespace flux::source
