// Conversions between encodings. PostgreSQL alters nothing of them but names and owners.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Conversion {
    std::string from, to; // encodings
    std::string function; // qualified
    bool is_default = false;

    static constexpr auto fields() {
        return std::tuple(field("from", &Conversion::from), field("to", &Conversion::to),
                          field("function", &Conversion::function),
                          field("is_default", &Conversion::is_default));
    }
};

extern const Ops conversion;

} // namespace flux::kinds
