#include "core/model/sql_types.hpp"

#include <algorithm>
#include <array>

namespace flux {
namespace {

constinit bool json_is_sql = false;

constexpr std::array<std::string_view, 16> kSqlTypes = {
    "bigint", "bit", "bit varying", "boolean", "character", "character varying", "double precision", "integer",
    "interval", "numeric", "real", "smallint", "time with time zone", "time without time zone",
    "timestamp with time zone", "timestamp without time zone"};

} // namespace

void print_identities_for(int server_version) { json_is_sql = server_version >= 170000; }

bool is_sql_type(std::string_view name) {
    return std::find(kSqlTypes.begin(), kSqlTypes.end(), name) != kSqlTypes.end() || (json_is_sql && name == "json");
}

} // namespace flux
