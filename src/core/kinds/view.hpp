// Views. Their columns, which carry comments, privileges and defaults, are objects of their own (view_column).
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

// What CREATE OR REPLACE VIEW must not change about a column that is there.
struct ViewShape {
    std::string name, type, collation;
    static constexpr auto fields() {
        return std::tuple(field("name", &ViewShape::name), field("type", &ViewShape::type),
                          field("collation", &ViewShape::collation));
    }
};

struct View {
    Printed definition;           // the query, without a semicolon
    std::vector<std::string> options; // security_barrier=true, check_option=local, …
    std::vector<ViewShape> shape;

    static constexpr auto fields() {
        return std::tuple(field("definition", &View::definition), field("options", &View::options),
                          field("shape", &View::shape));
    }
};

extern const Ops view;

} // namespace flux::kinds
