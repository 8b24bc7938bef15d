// libpq's connection strings as options, so that the secrets among them can be told from the rest.
#pragma once

#include "core/kinds/foreign_options.hpp"

namespace flux::kinds {

// `host=h password='a b'`; of a URI, the URI without its password as option "uri", and the password.
ForeignOptions parse_connection_string(std::string_view text);
std::string connection_string(const ForeignOptions& options);

} // namespace flux::kinds
