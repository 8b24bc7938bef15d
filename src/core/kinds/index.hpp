// Indexes of tables and materialized views, but those of constraints.
#pragma once

#include "core/kinds/index_settings.hpp"
#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Index : IndexSettings {
    bool unique = false;
    Printed definition; // USING btree (a, lower(b)) INCLUDE (c) NULLS NOT DISTINCT
    std::optional<Printed> predicate;
    bool valid = true;
    std::vector<std::string> statistics; // 1=500: the target of its first column

    // Not part of the model.
    bool partitioned = false;

    static constexpr auto fields() {
        return std::tuple_cat(std::tuple(field("unique", &Index::unique),
                                         field("definition", &Index::definition),
                                         field("predicate", &Index::predicate), field("valid", &Index::valid),
                                         field("statistics", &Index::statistics)),
                              index_fields());
    }
};

extern const Ops index;

} // namespace flux::kinds
