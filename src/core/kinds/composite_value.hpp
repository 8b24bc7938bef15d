// How a value of a composite type becomes one of a type with other attributes: by their names. Separate from column_type.hpp, which
// knows types by their printed names alone.
#pragma once

#include <string>

#include "core/model/model.hpp"

namespace flux::kinds {

// The expression that takes `value` over; empty where both types have the same attributes in the same order (or none), so that
// text does it. Throws feature_not_supported where the values are in an array or a domain, which no expression can take apart.
std::string value_by_attributes(const std::string& value, const std::string& from, const std::string& to, const Model& live,
                                const Model& desired);

} // namespace flux::kinds
