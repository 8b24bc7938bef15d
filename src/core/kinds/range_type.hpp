// Range types, each with its multirange type. PostgreSQL alters nothing of them but names.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct RangeType {
    std::string subtype;
    std::optional<std::string> opclass;                 // where it is not the subtype's default
    std::optional<std::string> collation;               // where it is not the subtype's own
    std::optional<std::string> canonical, subtype_diff; // functions, qualified
    std::string multirange_schema, multirange_name;

    static constexpr auto fields() {
        return std::tuple(field("subtype", &RangeType::subtype), field("opclass", &RangeType::opclass),
                          field("collation", &RangeType::collation),
                          field("canonical", &RangeType::canonical),
                          field("subtype_diff", &RangeType::subtype_diff),
                          field("multirange_schema", &RangeType::multirange_schema),
                          field("multirange_name", &RangeType::multirange_name));
    }
};

extern const Ops range_type;

} // namespace flux::kinds
