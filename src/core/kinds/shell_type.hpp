// Shell types: names that functions may use before the type is defined, and that never were defined.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct ShellType {
    static constexpr auto fields() { return std::tuple(); }
};

extern const Ops shell_type;

} // namespace flux::kinds
