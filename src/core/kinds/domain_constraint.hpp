// Check constraints of domains, each an object of its own.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct DomainConstraint {
    Printed expression;
    bool valid = true;

    static constexpr auto fields() {
        return std::tuple(field("expression", &DomainConstraint::expression),
                          field("valid", &DomainConstraint::valid));
    }
};

// `CONSTRAINT name CHECK (…)`, NOT VALID where it is not.
std::string constraint_clause(const Object& constraint);

extern const Ops domain_constraint;

} // namespace flux::kinds
