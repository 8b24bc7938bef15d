// Extensions. Their members are theirs and appear nowhere else.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Extension {
    std::string schema;
    std::string version;
    bool default_version = true; // the version that CREATE EXTENSION takes when it is told none

    static constexpr auto fields() {
        return std::tuple(field("in_schema", &Extension::schema), field("version", &Extension::version),
                          field("default_version", &Extension::default_version, Use::informative));
    }
};

extern const Ops extension;

} // namespace flux::kinds
