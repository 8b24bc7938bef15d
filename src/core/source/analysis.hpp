// What one statement of a source defines, needs, alters and drops, read from libpg_query's tree. Names only:
// whether they exist is the server's business. What the grammar does not know is read from its tokens, less
// exactly (known = false).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/source/name.hpp"

namespace flux::source {

// What an ALTER (or CREATE OPERATOR CLASS for a type, CREATE CAST, …) does to an object that another
// statement defines.
struct Alteration {
    enum class Effect {
        structure,  // adds to it: who needs what is added comes after; among themselves in source order
        barrier,    // takes away or renames: what stands before it in the source stays before it, what stands
                    // after, after
        completion, // a cast or operator class of a type: who needs the type comes after where that makes no
                    // cycle
        attribute,  // owner, privileges, comment, storage: order matters only among these
    };
    Name object;
    Effect effect = Effect::attribute;
    std::vector<std::string> adds;    // columns, attributes, enum labels
    std::vector<std::string> removes; // likewise
    bool adds_key = false; // a primary key or unique constraint, for foreign keys, GROUP BY and ON CONFLICT

    bool operator==(const Alteration&) const = default;
};

// SET, or SELECT set_config(…): state of the session, which stays where it stands in the source.
struct Setting {
    std::string name;
    std::vector<std::string> values; // none: RESET or SET … TO DEFAULT
    bool operator==(const Setting&) const = default;
};

struct Analysis {
    enum class Phase { prelude, body, foreign_key };

    bool known = true;
    std::string node; // the tag of the statement's tree: CreateStmt; empty when not known
    Phase phase = Phase::body;

    std::vector<Name> defines, needs, soft_needs;
    // Foreign keys apart, because the builder makes them statements of their own: the tables they point at,
    // and the constraints that they are.
    std::vector<Name> foreign_key_needs, foreign_key_defines;
    std::vector<Name> drops; // DROP, and the old name of a RENAME or SET SCHEMA
    std::vector<Alteration> alters;

    // GRANT … ON ALL … IN SCHEMA and ALTER DEFAULT PRIVILEGES: their place among what is created in these
    // schemas decides what they do. An empty name: every schema.
    std::vector<std::string> barrier_schemas;

    std::vector<std::string>
        words; // identifiers and literals in it, sorted: what an Alteration's adds are matched with
    bool needs_keys = false;
    std::optional<Setting> setting;
};

// `statement` is one statement; several are taken together. Throws nothing but std::bad_alloc.
Analysis analyse(std::string_view statement);

} // namespace flux::source
