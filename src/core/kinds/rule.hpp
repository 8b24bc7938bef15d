// Rewrite rules, but for the one that makes a view a view.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Rule {
    std::string event;  // INSERT, UPDATE, DELETE, SELECT
    Printed action; // what stands after the relation: WHERE … DO …
    std::string enabled = "origin";

    static constexpr auto fields() {
        return std::tuple(field("event", &Rule::event), field("action", &Rule::action), field("enabled", &Rule::enabled));
    }
};

extern const Ops rule;

} // namespace flux::kinds
