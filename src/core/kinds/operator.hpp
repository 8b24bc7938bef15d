// Operators. Commutator and negator are links between two operators: whichever is created second ties both, and
// whichever is dropped unties both, so that a difference in them is often the other one's doing.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Operator {
    std::string function;                           // qualified
    std::optional<std::string> left, right;         // types
    std::optional<std::string> commutator, negator; // as OPERATOR(schema.name)
    std::optional<std::string> restrict_estimator, join_estimator; // functions, qualified
    bool hashes = false, merges = false;

    static constexpr auto fields() {
        return std::tuple(field("function", &Operator::function), field("left", &Operator::left),
                          field("right", &Operator::right), field("commutator", &Operator::commutator),
                          field("negator", &Operator::negator),
                          field("restrict", &Operator::restrict_estimator),
                          field("join", &Operator::join_estimator), field("hashes", &Operator::hashes),
                          field("merges", &Operator::merges));
    }
};

extern const Ops operator_;

} // namespace flux::kinds
