// The sequence behind an identity column, and how a column changes between identity, serial and plain without
// losing count.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Column;

struct IdentitySequence {
    std::string name; // in the schema of the table
    std::int64_t start = 1, increment = 1, minimum = 1, maximum = 0, cache = 1;
    bool cycle = false;
    std::optional<std::string> persistence = {}; // LOGGED, UNLOGGED: where it is not the table's

    static constexpr auto fields() {
        return std::tuple(field("name", &IdentitySequence::name), field("start", &IdentitySequence::start),
                          field("increment", &IdentitySequence::increment),
                          field("minimum", &IdentitySequence::minimum),
                          field("maximum", &IdentitySequence::maximum),
                          field("cache", &IdentitySequence::cache), field("cycle", &IdentitySequence::cycle),
                          field("persistence", &IdentitySequence::persistence));
    }
};

// `GENERATED ALWAYS AS IDENTITY (START WITH 10)`: only the options that are not what PostgreSQL takes by
// itself.
std::string identity_clause(const Object& column);

// What the clause cannot say.
void add_sequence_persistence(const Object& column, Script& script);

// A column becomes an identity, or is one no longer: takes "identity" and "sequence", and what they imply.
void alter_identity(const Alteration& alteration, Script& script);
// A column that stays an identity. After its type, which limits the sequence.
void alter_identity_sequence(const Alteration& alteration, Script& script);

// The count of a column of a table that is built anew: what its sequence has come to, before the table stepped aside and
// after, wherever the column has one. Phase::rows.
void move_count(const Object& from, const Object& to, const Model& live, const Model& desired, Script& script);
// The sequences of the old column that would stand in the way of the new one's step aside too. Phase::release.
void set_sequence_aside(const Object& from, const Model& live, const Model& desired, Script& script);

} // namespace flux::kinds
