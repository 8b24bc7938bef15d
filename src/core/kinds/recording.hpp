// A model together with the rows that it was read from, as text that lasts: what a baseline keeps. Rows and not the kinds'
// structs, because a row is what every kind can be read from, printed texts unchanged.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

using Cells = std::vector<std::optional<std::string>>;

// The rows behind the objects of a model. Filled while the catalogs are read.
class Recording {
public:
    void add(const Object& object, const Rows& rows, std::size_t row);
    bool has(const Identity& id) const { return cells_.contains(id); }
    // Of an object that was added.
    const std::vector<std::string>& columns(const Identity& id) const;
    const Cells& cells(const Identity& id) const;

private:
    std::map<Kind, std::vector<std::string>> columns_;
    std::map<Identity, Cells> cells_;
};

// What of a model is kept in one piece: the objects of a schema, or those of one kind that belong to the database.
struct Part {
    std::string schema; // empty: what belongs to the database
    std::string kind;   // of that; empty for a schema's
    auto operator<=>(const Part&) const = default;
};
Part part_of(const Object& object);

// Those parts as JSON, without secrets; also the ones that hold nothing.
std::map<Part, std::string> write_parts(const Model& model, const Recording& recording, const std::set<Part>& parts);

// The model that the parts make together. What an object depends on beyond them is left out. Throws invalid_parameter for what
// this version does not know.
Model read_parts(const std::vector<std::string>& parts, Recording& rows);

// The object again from its kind's columns and cells; owner, comment and privileges are of `like`.
Object read_again(const Object& like, const std::vector<std::string>& columns, const Cells& cells);

} // namespace flux::kinds
