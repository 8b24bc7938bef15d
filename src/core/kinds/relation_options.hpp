// Storage parameters and view options (pg_class.reloptions, pg_attribute.attoptions) as SQL. They are kept as
// the server keeps them, "name=value", so that what is compared is what pg_dump would print.
#pragma once

#include <string>
#include <vector>

namespace flux::kinds {

// "fillfactor='70', toast.autovacuum_enabled=false"
std::string option_list(const std::vector<std::string>& options);
// " WITH (…)", or nothing where there are no options.
std::string with_options(const std::vector<std::string>& options);
// What stands after ALTER …: " RESET (…)" and " SET (…)", each only where needed.
std::vector<std::string> option_changes(const std::vector<std::string>& from,
                                        const std::vector<std::string>& to);

} // namespace flux::kinds
