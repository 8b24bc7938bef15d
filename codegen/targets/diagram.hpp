// What all pictures and documents of a schema say alike: types as text, marks of columns, references as pairs
// of tables.
#pragma once

#include <string>
#include <vector>

#include "targets/target.hpp"

namespace flux::gen {

// selection_options without what is of routines; the same and how many columns a picture shows.
OptionSpecs relation_options();
OptionSpecs diagram_options();

std::string type_text(const TypeRef& type); // numeric(10,2)[]
const char* kind_of(const Relation& relation);  // Table, Materialized view
// What a column gets where an INSERT says nothing.
std::string given_value(const Column& column);
std::string result_text(const Routine& routine); // setof app.users
bool in_key(const Relation& relation, const std::string& column);
bool in_foreign_key(const Relation& relation, const std::string& column);
bool is_unique(const Relation& relation, const std::string& column); // alone
// The columns that the setting `columns` asks for: all, keys, none.
std::vector<const Column*> shown_columns(const Relation& relation, const Settings& settings);

struct Reference {
    const Relation* from;
    const Relation* to;
    const ForeignKey* key;
    bool optional; // a column of it may be NULL
};
// Foreign keys between tables that are both in the schema, in order.
std::vector<Reference> references(const Schema& schema);
// Text for markup, and for attributes in double quotes there. Control characters go, line feeds stay.
std::string escaped_markup(const std::string& text);
// The first line of a comment, without characters that would end a text in quotes.
std::string first_line(const std::string& text);

} // namespace flux::gen
