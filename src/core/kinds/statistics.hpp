// Extended statistics. They live in a schema of their own choice and go with the table that they are about.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Statistics {
    std::string table;              // public.t
    std::vector<std::string> kinds; // dependencies, mcv, ndistinct; none for those of a single expression
    Printed definition;             // a, b, lower(c)
    std::optional<std::int64_t> target;

    static constexpr auto fields() {
        return std::tuple(field("table", &Statistics::table), field("kinds", &Statistics::kinds),
                          field("definition", &Statistics::definition), field("target", &Statistics::target));
    }
};

extern const Ops statistics;

} // namespace flux::kinds
