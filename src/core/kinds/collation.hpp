// Collations. PostgreSQL alters nothing of them but names and owners: what differs else is built anew, and the
// columns move to it.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Collation {
    std::string provider; // libc, icu, builtin
    bool deterministic = true;
    std::optional<std::string> locale;              // of the providers other than libc
    std::optional<std::string> lc_collate, lc_ctype; // of libc
    std::optional<std::string> rules;               // ICU's, from 16 on
    // Of the library that sorts, when the collation was made: what is made today has today's.
    std::optional<std::string> version;

    static constexpr auto fields() {
        return std::tuple(field("provider", &Collation::provider),
                          field("deterministic", &Collation::deterministic),
                          field("locale", &Collation::locale), field("lc_collate", &Collation::lc_collate),
                          field("lc_ctype", &Collation::lc_ctype), field("rules", &Collation::rules),
                          field("version", &Collation::version, Use::informative));
    }
};

extern const Ops collation;

} // namespace flux::kinds
