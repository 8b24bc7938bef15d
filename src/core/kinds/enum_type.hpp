// Enums. Labels are added in place; any other change builds the type anew and converts what uses
// it.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct EnumType {
    std::vector<std::string> labels;

    static constexpr auto fields() { return std::tuple(field("labels", &EnumType::labels)); }
};

extern const Ops enum_type;

} // namespace flux::kinds
