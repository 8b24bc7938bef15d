// Which kinds a database has any objects of. Most databases use a dozen of some fifty, and planning a query that finds
// nothing takes longer than running it.
#pragma once

#include <map>
#include <string_view>
#include <utility>

#include "core/kinds/kind_ops.hpp"

namespace flux::catalog {

class Occupied {
public:
    // Can the database hold an object of the kind? Each catalog is looked at once.
    bool has(const kinds::Ops& kind);

private:
    struct Letters {
        bool any = false;
        bool seen[256] = {};
    };
    const Letters& letters(std::string_view catalog, std::string_view column);

    std::map<std::pair<std::string_view, std::string_view>, Letters> letters_;
};

} // namespace flux::catalog
