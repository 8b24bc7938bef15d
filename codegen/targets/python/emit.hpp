// The files of the Python target, a function each.
#pragma once

#include <string>

#include "targets/python/types.hpp"

namespace flux::gen::python {

std::string values_file();
std::string enums_file(const Types& types);
std::string types_file(const Types& types);
std::string relations_file(const Types& types, bool views);
std::string routines_file(const Types& types);
std::string register_file(const Types& types);
std::string orm_file(const Types& types);

// A TypedDict; keys that are no identifiers, or hide a type, make it the functional form. `entries`: key,
// type, whether it must be there.
struct Entry {
    std::string key, type;
    bool required;
};
std::string typed_dict(const std::string& name, const std::vector<Entry>& entries, const std::string& doc,
                       const Types& types, Imports& imports);

} // namespace flux::gen::python
