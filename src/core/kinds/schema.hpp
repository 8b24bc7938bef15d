// Schemas themselves. Owner, privileges and comment are common to all kinds; a schema has nothing else.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Schema {
    static constexpr auto fields() { return std::tuple(); }
};

extern const Ops schema;

} // namespace flux::kinds
