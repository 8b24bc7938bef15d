// The order in which a source's statements are run: what is needed comes first, and where nothing asks for
// another place a statement keeps the one it has. Separate from the analysis, because only all statements
// together say what a name means.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/source/analysis.hpp"

namespace flux::source {

struct Order {
    std::vector<std::size_t> positions; // a permutation of the statements' indexes
    // Where the foreign keys that the builder took out of CREATE TABLE belong: before
    // positions[foreign_keys_at].
    std::size_t foreign_keys_at = 0;
};

// Unqualified names mean the search_path that the source has set by then, or else `default_schema`.
// `foreign_keys_apart`: the foreign keys within CREATE TABLE do not run with it.
Order arrange(std::span<const Analysis> statements, std::string_view default_schema, bool foreign_keys_apart);

// The positions alone, foreign keys where they stand.
std::vector<std::size_t> order(std::span<const Analysis> statements, std::string_view default_schema);

// For each statement the schemas of the search_path that the source has set before it; none where it has not.
std::vector<std::vector<std::string>> search_paths(std::span<const Analysis> statements);

} // namespace flux::source
