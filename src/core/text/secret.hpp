// Which options hold secrets. In one place, because what is hidden in a model must be hidden in a message too.
#pragma once

#include <string_view>

namespace flux {

// password, passfile, sslpassword, secret_access_key, …
bool is_secret_option(std::string_view name);

} // namespace flux
