// The files of the Go target, a function each.
#pragma once

#include <string>

#include "targets/go/types.hpp"

namespace flux::gen::go {

std::string enums_file(const Types& types);
std::string types_file(const Types& types);
std::string relations_file(const Types& types, bool views);
std::string routines_file(const Types& types);
std::string register_file(const Types& types); // for pgx
std::string runtime_file(const Types& types);
std::string text_file(const Types& types); // for database/sql

// The names that JSON knows columns by, each different; `fields` for those that JSON cannot have.
std::vector<std::string> json_names(const Types& types, const std::vector<std::string>& columns,
                                    const std::vector<std::string>& fields);
// The tags of a row's field: `db:"…" json:"…"`.
std::string row_tag(const Types& types, const Relation& relation, const Column& column,
                    const std::string& json, const std::string& type);
// The tag of a field that stands for no column of a row: json alone.
std::string json_tag(const Types& types, const std::string& json, const char* more);

// A type of labels: the constants, All…, Valid, Scan, Value.
std::string labels(const Types& types, const QName& name, const std::vector<std::string>& labels,
                   const std::string& doc, Source& source);

} // namespace flux::gen::go
