// User mappings: who a role is on a foreign server. They have no name: the role and the server identify them.
#pragma once

#include "core/kinds/foreign_options.hpp"

namespace flux::kinds {

struct UserMapping {
    std::string server;
    ForeignOptions options;
    bool visible = true; // the server shows its options to those only whom they concern

    static constexpr auto fields() {
        return std::tuple(field("server", &UserMapping::server), field("options", &UserMapping::options),
                          field("visible", &UserMapping::visible, Use::informative));
    }
};

extern const Ops user_mapping;

} // namespace flux::kinds
