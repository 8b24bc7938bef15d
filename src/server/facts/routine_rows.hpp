// Routines by what a caller gives and gets.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/facts/type_reader.hpp"

namespace flux::facts {

struct StoredRoutine {
    struct Argument {
        std::string name; // empty where it has none
        char mode = 'i';  // i, o, b (inout), v (variadic), t (table)
        StoredType type;
        bool optional = false;
    };
    std::string schema, name;
    char kind = 'f';
    bool set = false;
    StoredType result;
    std::vector<Argument> arguments;
};

std::map<Oid, StoredRoutine> read_routines(pg::CatalogQueries& catalog, const std::vector<Oid>& oids);
void ask_types(const StoredRoutine& stored, TypeReader& types);
// `args` is the routine's identity in the model.
Routine describe(const StoredRoutine& stored, const std::string& args, const TypeReader& types);

} // namespace flux::facts
