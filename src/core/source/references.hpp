// The names that a tree refers to, found by the shape of its nodes wherever they stand: tables, types,
// functions, operators, collations, operator classes, nextval('…'), '…'::regclass. The names of common table
// expressions are not names of tables.
#pragma once

#include <string>
#include <vector>

#include "core/source/tree.hpp"

namespace flux::source {

// Appends what `tree` refers to. Nothing of pg_catalog or information_schema is reported.
void collect_references(Tree tree, std::vector<Name>& names);

// Appends what a type name refers to: the type, or the table of table.column%TYPE.
void collect_type(Tree type_name, std::vector<Name>& names);

// 'x.y'::regclass and its like: what a literal of that type names.
void collect_literal(std::string_view reg_type, std::string_view literal, std::vector<Name>& names);

// Appends every identifier and literal of the tree.
void collect_words(Tree tree, std::vector<std::string>& words);

// GROUP BY or ON CONFLICT somewhere in it.
bool wants_keys(Tree tree);

// Sorted, each once.
void sort_unique(std::vector<Name>& names);
void sort_unique(std::vector<std::string>& words);

} // namespace flux::source
