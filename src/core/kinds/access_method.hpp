// Access methods of tables and indexes. They have no owner, and nothing about them can be altered.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct AccessMethod {
    std::string type; // TABLE, INDEX
    std::string handler;

    static constexpr auto fields() {
        return std::tuple(field("type", &AccessMethod::type), field("handler", &AccessMethod::handler));
    }
};

extern const Ops access_method;

} // namespace flux::kinds
