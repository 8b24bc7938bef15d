// The files of the TypeScript target, a function each.
#pragma once

#include <string>

#include "targets/ts/dialect.hpp"
#include "targets/ts/types.hpp"

namespace flux::gen::ts {

std::string values_file();
std::string enums_file(const Types& types);
std::string types_file(const Types& types); // domains, composite types
std::string ids_file(const Types& types);
std::string relations_file(const Types& types, bool views);
std::string routines_file(const Types& types);
std::string kysely_file(const Types& types);
std::string drizzle_file(const Types& types);
std::string validators_file(const Types& types, const Dialect& dialect);
std::string runtime_file(const Types& types);
std::string parsers_file(const Types& types);

// A module needs something to export.
std::string or_empty_module(const std::string& body);
// What is known about a column beyond its comment: a generated column's expression.
std::string column_notes(const Column& column);
// The properties of a row or value, in their order.
std::vector<std::string> fields_of(const Types& types, const Relation& relation);
std::vector<std::string> fields_of(const Types& types, const Composite& composite);

} // namespace flux::gen::ts
