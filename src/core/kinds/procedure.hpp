// Procedures.
#pragma once

#include "core/kinds/routine.hpp"

namespace flux::kinds {

struct Procedure : Routine {
    static constexpr auto fields() {
        return std::tuple(
            field("arguments", &Procedure::arguments), field("language", &Procedure::language),
            field("body", &Procedure::body), field("library", &Procedure::library),
            field("sql_body", &Procedure::sql_body), field("security_definer", &Procedure::security_definer),
            field("settings", &Procedure::settings), field("transforms", &Procedure::transforms));
    }
};

extern const Ops procedure;

} // namespace flux::kinds
