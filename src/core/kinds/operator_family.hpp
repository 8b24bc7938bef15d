// Operator families with their loose members: those that no class owns. Members come and go in place.
#pragma once

#include "core/kinds/operator_members.hpp"

namespace flux::kinds {

struct OperatorFamily {
    std::vector<MemberOperator> operators;
    std::vector<MemberFunction> functions;

    static constexpr auto fields() {
        return std::tuple(field("operators", &OperatorFamily::operators),
                          field("functions", &OperatorFamily::functions));
    }
};

extern const Ops operator_family;

} // namespace flux::kinds
