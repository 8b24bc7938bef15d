// Names for what foreign keys link: on the side that refers, and on the side that is referred to. A key of one column
// that ends with _id is called as the rest of it; several keys between the same tables are told apart by their columns.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ir/ir.hpp"
#include "names/words.hpp"

namespace flux::gen {

struct Relationship {
    const ForeignKey* key;
    const Relation* owner; // has the key
    const Relation* other; // the relation at the far side
    bool forward;          // from the owner to what it refers to
    bool many;             // the far side is a list
    std::string name, back; // back: what the far side calls this one
};

struct RelationshipRules {
    Case style = Case::snake;
    bool strip_id = true;
};

// The names that the members of a relation have already; nullopt: it takes no part.
using Members = std::vector<std::optional<std::set<std::string>>>;

// For each relation of the schema, by its place: its own keys', in their order, then those that refer to it.
std::vector<std::vector<Relationship>> relationships(const Schema& schema, const RelationshipRules& rules,
                                                     const Members& members);

} // namespace flux::gen
