// Foreign keys. They never stand in CREATE TABLE, so that tables can refer to each other in a circle. Those
// that a partition has from its parent are no objects.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct ForeignKey {
    std::string definition; // FOREIGN KEY (a) REFERENCES public.t(b) ON DELETE CASCADE
    std::vector<std::string> columns;
    std::string referenced_table; // public.t
    std::vector<std::string> referenced_columns;
    bool deferrable = false, initially_deferred = false;
    bool validated = true, enforced = true;

    static constexpr auto fields() {
        return std::tuple(field("definition", &ForeignKey::definition),
                          field("columns", &ForeignKey::columns, Use::informative),
                          field("referenced_table", &ForeignKey::referenced_table, Use::informative),
                          field("referenced_columns", &ForeignKey::referenced_columns, Use::informative),
                          field("deferrable", &ForeignKey::deferrable),
                          field("initially_deferred", &ForeignKey::initially_deferred),
                          field("validated", &ForeignKey::validated),
                          field("enforced", &ForeignKey::enforced));
    }
};

extern const Ops foreign_key;

} // namespace flux::kinds
