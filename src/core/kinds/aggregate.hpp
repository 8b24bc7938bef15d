// Aggregates: ordinary, ordered-set and hypothetical-set ones, with their moving form.
#pragma once

#include "core/kinds/routine.hpp"

namespace flux::kinds {

struct Aggregate {
    std::vector<Argument> arguments;
    std::string result;
    std::string form = "normal";       // normal, ordered set, hypothetical set
    std::int64_t direct_arguments = 0; // how many stand before ORDER BY
    std::string transition, state;     // a function, a type
    std::int64_t state_space = 0;
    std::optional<std::string> final, combine, serialize, deserialize, initial;
    bool final_extra = false;
    std::string final_modify = "read_only";
    std::optional<std::string> moving_transition, moving_inverse, moving_state, moving_final, moving_initial;
    std::int64_t moving_state_space = 0;
    bool moving_final_extra = false;
    std::string moving_final_modify = "read_only";
    std::optional<std::string> sort_operator; // OPERATOR(schema.<)
    std::string parallel = "unsafe";

    static constexpr auto fields() {
        return std::tuple(
            field("arguments", &Aggregate::arguments), field("result", &Aggregate::result),
            field("form", &Aggregate::form), field("direct_arguments", &Aggregate::direct_arguments),
            field("transition", &Aggregate::transition), field("state", &Aggregate::state),
            field("state_space", &Aggregate::state_space), field("final", &Aggregate::final),
            field("final_extra", &Aggregate::final_extra), field("final_modify", &Aggregate::final_modify),
            field("combine", &Aggregate::combine), field("serialize", &Aggregate::serialize),
            field("deserialize", &Aggregate::deserialize), field("initial", &Aggregate::initial),
            field("moving_transition", &Aggregate::moving_transition),
            field("moving_inverse", &Aggregate::moving_inverse),
            field("moving_state", &Aggregate::moving_state),
            field("moving_state_space", &Aggregate::moving_state_space),
            field("moving_final", &Aggregate::moving_final),
            field("moving_final_extra", &Aggregate::moving_final_extra),
            field("moving_final_modify", &Aggregate::moving_final_modify),
            field("moving_initial", &Aggregate::moving_initial),
            field("sort_operator", &Aggregate::sort_operator), field("parallel", &Aggregate::parallel));
    }
};

extern const Ops aggregate;

} // namespace flux::kinds
