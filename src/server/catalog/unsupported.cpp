#include "server/catalog/unsupported.hpp"

#include <algorithm>

#include "core/kinds/unsupported.hpp"
#include "server/catalog/schemas.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/catalog_queries.hpp"
#include "server/pg/guc.hpp"

namespace flux::catalog {

std::vector<std::string> unsupported_objects(const std::vector<std::string>& schemas) {
    pg::GucScope settings;
    pin_settings(settings);
    pg::CatalogQueries catalog;
    const Rows rows = catalog.query(kinds::unsupported_query(), {schema_oids(catalog, schemas)});
    std::vector<std::string> objects;
    for (std::size_t i = 0; i < rows.size(); ++i)
        objects.push_back(rows[i].at("kind").value_or("") + " " + rows[i].at("identity").value_or(""));
    std::sort(objects.begin(), objects.end());
    return objects;
}

} // namespace flux::catalog
