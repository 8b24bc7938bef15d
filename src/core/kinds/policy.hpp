// Policies of row-level security. Whether it is enabled or forced belongs to the table.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Policy {
    bool permissive = true;
    std::string command = "ALL";
    std::vector<std::string> roles; // as SQL: quoted names, or PUBLIC
    std::optional<Printed> using_expression, check;

    static constexpr auto fields() {
        return std::tuple(field("permissive", &Policy::permissive), field("command", &Policy::command),
                          field("roles", &Policy::roles), field("using", &Policy::using_expression),
                          field("check", &Policy::check));
    }
};

extern const Ops policy;

} // namespace flux::kinds
