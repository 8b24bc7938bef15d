// Columns of views and materialized views: what hangs on them and CREATE VIEW cannot say. Their names and types come from the
// view's query, so they come and go with it.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct ViewColumn {
    std::int64_t position = 0;
    std::string type;
    std::optional<Printed> default_value;  // of a view
    std::optional<std::int64_t> statistics;    // from here on: of a materialized view
    std::optional<std::string> storage;
    std::optional<std::string> compression;
    std::vector<std::string> options;          // n_distinct=5

    // Not part of the model: what the statements need to know.
    bool materialized = false;
    std::string type_storage;

    static constexpr auto fields() {
        return std::tuple(field("position", &ViewColumn::position, Use::informative),
                          field("type", &ViewColumn::type, Use::informative),
                          field("default", &ViewColumn::default_value), field("statistics", &ViewColumn::statistics),
                          field("storage", &ViewColumn::storage), field("compression", &ViewColumn::compression),
                          field("options", &ViewColumn::options));
    }
};

extern const Ops view_column;

} // namespace flux::kinds
