// The files of the Rust target, a function each.
#pragma once

#include <string>
#include <vector>

#include "targets/rust/types.hpp"

namespace flux::gen::rust {

std::string module_file(const Types& types);
std::string enums_file(const Types& types);
std::string types_file(const Types& types);
std::string relations_file(const Types& types, bool views);
std::string routines_file(const Types& types);
std::string runtime_file(const Types& types);

// Lines of ///, for what a comment says.
std::string documentation(const Types& types, const std::string& lead, const Remarks& remarks,
                          const std::string& indent);

// A public field; rustfmt puts a long type on a line of its own.
struct Field {
    std::string doc, name, type;
    std::vector<std::string> attributes;
};
// #[derive(…)], with serde's where they are wanted.
std::string derive(const Types& types, const std::string& list);
std::string structure(const std::string& head, const std::vector<Field>& fields);
// The attribute by which serde knows a name that is not the field's.
std::vector<std::string> serde_name(const Types& types, const std::string& name, const std::string& field);

} // namespace flux::gen::rust
