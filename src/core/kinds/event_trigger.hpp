// Event triggers. In a plan they are dropped first and created last, so that they see none of its other steps.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct EventTrigger {
    std::string event;
    std::vector<std::string> tags; // sorted; none: every command
    std::string function;
    std::string enabled = "origin"; // disabled, replica, always

    static constexpr auto fields() {
        return std::tuple(field("event", &EventTrigger::event), field("tags", &EventTrigger::tags),
                          field("function", &EventTrigger::function), field("enabled", &EventTrigger::enabled));
    }
};

extern const Ops event_trigger;

} // namespace flux::kinds
