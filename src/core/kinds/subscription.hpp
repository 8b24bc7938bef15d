// Subscriptions. They are created without connecting to anything, and disabled: what follows is for people to do.
#pragma once

#include "core/kinds/foreign_options.hpp"

namespace flux::kinds {

struct Subscription {
    ForeignOptions options; // of the connection; superusers only see them
    std::vector<std::string> publications; // sorted
    std::optional<std::string> slot_name;
    std::string synchronous_commit = "off", streaming = "off", origin = "any";
    bool binary = false, two_phase = false, disable_on_error = false, password_required = true, run_as_owner = false,
         failover = false;
    bool enabled = false;

    static constexpr auto fields() {
        return std::tuple(field("connection", &Subscription::options),
                          field("publications", &Subscription::publications),
                          field("slot_name", &Subscription::slot_name),
                          field("synchronous_commit", &Subscription::synchronous_commit),
                          field("streaming", &Subscription::streaming), field("origin", &Subscription::origin),
                          field("binary", &Subscription::binary), field("two_phase", &Subscription::two_phase),
                          field("disable_on_error", &Subscription::disable_on_error),
                          field("password_required", &Subscription::password_required),
                          field("run_as_owner", &Subscription::run_as_owner),
                          field("failover", &Subscription::failover),
                          field("enabled", &Subscription::enabled, Use::informative));
    }
};

extern const Ops subscription;

} // namespace flux::kinds
