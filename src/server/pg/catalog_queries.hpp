// Queries over the system catalogs. Their plans are kept for the session. Why not SPI's saved plans: any change to a
// schema's row discards those, and a shadow makes such changes all the time, while nothing that these queries name can
// change: system catalogs, and functions in pg_catalog.
#pragma once

#include <string>
#include <vector>

#include "core/model/rows.hpp"
#include "server/pg/param.hpp"

namespace flux::pg {

// All queries see the database as it is when this is made, own changes until then included. Works in a read-only
// transaction and on a standby.
class CatalogQueries {
public:
    CatalogQueries();
    // Does nothing while an exception is in flight: the abort that must follow cleans up.
    ~CatalogQueries();
    CatalogQueries(const CatalogQueries&) = delete;
    CatalogQueries& operator=(const CatalogQueries&) = delete;

    // Runs one SELECT over nothing but system catalogs; search_path must be pinned. It is planned once for each text: what
    // differs from call to call belongs into `params`.
    Rows query(const std::string& sql, const std::vector<Param>& params = {});

private:
    int exceptions_;
};

} // namespace flux::pg
