// Reading libpg_query's JSON trees: absent fields mean zero, false or an empty list there, so every accessor
// has a default.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/source/name.hpp"

namespace flux::source {

using Tree = nlohmann::json;

// The field, or a null value.
const Tree& field(const Tree& node, std::string_view name);
bool has(const Tree& node, std::string_view name);
std::string text(const Tree& node, std::string_view name);
bool flag(const Tree& node, std::string_view name);

// {"CreateStmt": {…}}: its only key and its only value. A node without a tag has an empty one.
std::string_view tag(const Tree& node);
const Tree& untagged(const Tree& node);

// The values of a list of String nodes, bare or within {"List": {"items": …}}; of one String node, too.
std::vector<std::string> strings(const Tree& node);
// The elements of a list, bare or within {"List": …}.
const Tree& elements(const Tree& node);

// A name of one to three parts (the first of three is the database).
Name name_of(Name::Space space, const std::vector<std::string>& parts);
Name relation_of(const Tree& range_var);

} // namespace flux::source
