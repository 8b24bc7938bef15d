// Procedural languages that no extension brings along.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Language {
    bool trusted = false;
    std::string handler;
    std::optional<std::string> inline_handler, validator;

    static constexpr auto fields() {
        return std::tuple(field("trusted", &Language::trusted), field("handler", &Language::handler),
                          field("inline", &Language::inline_handler), field("validator", &Language::validator));
    }
};

extern const Ops language;

} // namespace flux::kinds
