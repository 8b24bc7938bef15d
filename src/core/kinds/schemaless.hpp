// Casts and transforms have no schema, but what they are made of has. This decides which of them a call manages, the
// way pg_dump decides which it dumps.
#pragma once

#include <string>
#include <vector>

namespace flux::kinds {

// What such an object is made of: a row of pg_type or pg_proc by its OID, zero for none.
struct Ingredient {
    const char* catalog; // pg_type, pg_proc
    const char* prefix;  // typ, pro
    const char* oid;     // SQL text
};

// The first managed schema that an ingredient lives in, as a name; NULL where there is none.
std::string home_schema(const std::vector<Ingredient>& ingredients);
// False for what has an ingredient in a schema that is not managed, unless an extension made that ingredient.
std::string within_managed(const std::vector<Ingredient>& ingredients);

} // namespace flux::kinds
