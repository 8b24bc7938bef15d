// Operator classes with the members they own. PostgreSQL alters nothing of them but names and owners; what differs
// else is built anew, with the indexes that use it.
#pragma once

#include "core/kinds/operator_members.hpp"

namespace flux::kinds {

struct OperatorClass {
    std::string type;
    std::string family; // qualified
    bool is_default = false;
    std::optional<std::string> storage; // the type that an index holds, where it is another
    std::vector<MemberOperator> operators;
    std::vector<MemberFunction> functions;

    static constexpr auto fields() {
        return std::tuple(field("type", &OperatorClass::type), field("family", &OperatorClass::family),
                          field("is_default", &OperatorClass::is_default),
                          field("storage", &OperatorClass::storage),
                          field("operators", &OperatorClass::operators),
                          field("functions", &OperatorClass::functions));
    }
};

extern const Ops operator_class;

} // namespace flux::kinds
