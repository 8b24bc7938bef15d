// Casts. They have no schema of their own: one that a type or function of a managed schema is part of goes with that
// schema, any other belongs to the database.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Cast {
    std::string source, target;          // types
    std::string method;                  // function, inout, binary
    std::optional<std::string> function; // with its arguments
    std::string context;                 // explicit, assignment, implicit

    static constexpr auto fields() {
        return std::tuple(field("source", &Cast::source), field("target", &Cast::target),
                          field("method", &Cast::method), field("function", &Cast::function),
                          field("context", &Cast::context));
    }
};

extern const Ops cast;

} // namespace flux::kinds
