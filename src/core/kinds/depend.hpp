// What the rows of pg_depend mean for the objects of a model. Separate from the scan of that catalog, so that it can be
// tested without a server.
#pragma once

#include <set>
#include <span>
#include <utility>
#include <vector>

#include "core/model/model.hpp"

namespace flux::kinds {

struct DependRow {
    Address from, on;
    char type; // pg_depend.deptype
};

// Something outside the model that needs an object of the model.
struct OutsideAddress {
    Address address;
    std::size_t on; // position in Model::objects()
    bool automatic; // is dropped along with it
    auto operator<=>(const OutsideAddress&) const = default;
};

struct Resolved {
    std::vector<Dependency> dependencies;
    std::vector<OutsideAddress> outside; // sorted, each once
};

Resolved resolve(const Model& model, std::span<const DependRow> rows);

} // namespace flux::kinds
