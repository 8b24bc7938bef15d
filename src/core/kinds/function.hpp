// Functions, window functions included. Another signature is another function.
#pragma once

#include "core/kinds/routine.hpp"

namespace flux::kinds {

struct Function : Routine {
    std::string result;
    bool window = false;
    std::string volatility = "volatile", parallel = "unsafe";
    bool strict = false, leakproof = false;
    std::string cost = "100", rows = "0";
    std::optional<std::string> support; // a function, qualified

    static constexpr auto fields() {
        return std::tuple(field("arguments", &Function::arguments), field("result", &Function::result),
                          field("language", &Function::language), field("body", &Function::body),
                          field("library", &Function::library), field("sql_body", &Function::sql_body),
                          field("window", &Function::window), field("volatility", &Function::volatility),
                          field("strict", &Function::strict), field("leakproof", &Function::leakproof),
                          field("security_definer", &Function::security_definer),
                          field("parallel", &Function::parallel), field("cost", &Function::cost),
                          field("rows", &Function::rows), field("support", &Function::support),
                          field("settings", &Function::settings), field("transforms", &Function::transforms));
    }
};

extern const Ops function;

} // namespace flux::kinds
