// Domains. Their check constraints are objects of their own (domain_constraint).
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Domain {
    std::string type;
    std::optional<std::string> collation; // where it is not that of the type
    std::optional<Printed> default_value;
    bool not_null = false;
    std::optional<std::string>
        not_null_name; // from PostgreSQL 17 on, where it is not the name that the server gives

    static constexpr auto fields() {
        return std::tuple(field("type", &Domain::type), field("collation", &Domain::collation),
                          field("default", &Domain::default_value), field("not_null", &Domain::not_null),
                          field("not_null_name", &Domain::not_null_name));
    }
};

extern const Ops domain;

} // namespace flux::kinds
