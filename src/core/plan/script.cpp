#include "core/plan/script.hpp"

#include <array>

namespace flux {

std::string_view lock_name(Lock lock) {
    static constexpr std::array<std::string_view, 9> names = {
        "",      "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",   "SHARE UPDATE EXCLUSIVE",
        "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
    return names[static_cast<std::size_t>(lock)];
}

std::string_view op_name(Op op) {
    static constexpr std::array<std::string_view, 7> names = {"create", "alter",    "replace", "rename",
                                                              "drop",   "validate", "refresh"};
    return names[static_cast<std::size_t>(op)];
}

} // namespace flux
