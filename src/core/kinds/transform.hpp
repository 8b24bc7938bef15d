// Transforms: how a procedural language sees a type. Without a schema of their own, like casts.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Transform {
    std::string type, language;
    std::optional<std::string> from_sql, to_sql; // functions with their arguments

    static constexpr auto fields() {
        return std::tuple(field("type", &Transform::type), field("language", &Transform::language),
                          field("from_sql", &Transform::from_sql), field("to_sql", &Transform::to_sql));
    }
};

extern const Ops transform;

} // namespace flux::kinds
