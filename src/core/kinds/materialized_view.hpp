// Materialized views. Their indexes and columns are objects of their own. Whether one is filled is state, not schema: a declared
// one is always filled when it is created.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct MaterializedView {
    Printed definition; // the query, without a semicolon
    std::vector<std::string> options;
    std::optional<std::string> tablespace;    // empty: the database's default
    std::optional<std::string> access_method; // empty: the database's default
    bool populated = false;

    static constexpr auto fields() {
        return std::tuple(field("definition", &MaterializedView::definition),
                          field("options", &MaterializedView::options),
                          field("tablespace", &MaterializedView::tablespace),
                          field("access_method", &MaterializedView::access_method),
                          field("populated", &MaterializedView::populated, Use::informative));
    }
};

extern const Ops materialized_view;

} // namespace flux::kinds
