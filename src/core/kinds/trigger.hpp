// Triggers of tables and views. Those that PostgreSQL makes for itself (foreign keys) and the copies that partitions get are not
// objects of a schema.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Trigger {
    std::string event;    // BEFORE INSERT OR UPDATE OF a
    Printed action;       // what stands after the table: REFERENCING …, FOR EACH …, WHEN …, EXECUTE FUNCTION …
    std::string function; // public.f
    bool constraint = false;
    std::string enabled = "origin"; // origin, disabled, replica, always
    // Its copies on partitions that fire otherwise than it does itself: disabled public.t_2024. In order of their tables.
    std::vector<std::string> copies;

    static constexpr auto fields() {
        return std::tuple(field("event", &Trigger::event), field("action", &Trigger::action),
                          field("function", &Trigger::function, Use::informative),
                          field("constraint", &Trigger::constraint), field("enabled", &Trigger::enabled),
                          field("copies", &Trigger::copies));
    }
};

extern const Ops trigger;

} // namespace flux::kinds
