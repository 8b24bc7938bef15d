// When a trigger or rule fires, by session_replication_role: the clause of ALTER TABLE, for both kinds.
#pragma once

#include <string>
#include <string_view>

namespace flux::kinds {

inline std::string enabled_clause(std::string_view enabled) {
    if (enabled == "disabled") return " DISABLE ";
    if (enabled == "replica") return " ENABLE REPLICA ";
    if (enabled == "always") return " ENABLE ALWAYS ";
    return " ENABLE ";
}

} // namespace flux::kinds
