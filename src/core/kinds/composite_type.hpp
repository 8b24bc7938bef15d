// Composite types that stand by themselves. The row type of a table is part of the table.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct CompositeAttribute {
    std::string name;
    std::string type;
    std::optional<std::string> collation; // where it is not that of the type
    std::optional<std::string> comment;

    static constexpr auto fields() {
        return std::tuple(field("name", &CompositeAttribute::name), field("type", &CompositeAttribute::type),
                          field("collation", &CompositeAttribute::collation),
                          field("comment", &CompositeAttribute::comment));
    }
};

struct CompositeType {
    std::vector<CompositeAttribute> attributes;

    static constexpr auto fields() { return std::tuple(field("attributes", &CompositeType::attributes)); }
};

extern const Ops composite_type;

} // namespace flux::kinds
