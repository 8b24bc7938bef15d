// Foreign tables. Their columns, checks and triggers are those of any table.
#pragma once

#include "core/kinds/foreign_options.hpp"
#include "core/kinds/table.hpp"

namespace flux::kinds {

struct ForeignTable : TableLinks {
    std::string server;
    ForeignOptions options;

    static constexpr auto fields() {
        return std::tuple(field("server", &ForeignTable::server), field("options", &ForeignTable::options),
                          field("partition_of", &TableLinks::partition_of), field("bound", &TableLinks::bound),
                          field("inherits", &TableLinks::inherits));
    }
};

extern const Ops foreign_table;

} // namespace flux::kinds
