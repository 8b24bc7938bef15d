// Types that SQL names itself, so that the server never writes pg_catalog before them. One of them depends on the server, and
// identities are printed where no model is at hand: whoever reads a catalog says which server it is.
#pragma once

#include <string_view>

namespace flux {

// server_version_num of the process's server; until then the oldest that is supported.
void print_identities_for(int server_version);

bool is_sql_type(std::string_view name);

} // namespace flux
