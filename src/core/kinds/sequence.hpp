// Sequences that stand by themselves, those of serial columns included (owned_by). The sequence of an identity column is
// part of the column.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Sequence {
    std::string type = "bigint";
    std::int64_t start = 1, increment = 1, minimum = 1, maximum = 0, cache = 1;
    bool cycle = false;
    bool unlogged = false;
    std::optional<std::string> owned_by; // public.t.c

    static constexpr auto fields() {
        return std::tuple(field("type", &Sequence::type), field("start", &Sequence::start),
                          field("increment", &Sequence::increment), field("minimum", &Sequence::minimum),
                          field("maximum", &Sequence::maximum), field("cache", &Sequence::cache),
                          field("cycle", &Sequence::cycle), field("unlogged", &Sequence::unlogged),
                          field("owned_by", &Sequence::owned_by));
    }
};

extern const Ops sequence;

} // namespace flux::kinds
