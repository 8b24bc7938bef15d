#include "server/catalog/nameless.hpp"

#include <charconv>

#include "core/kinds/kind_ops.hpp"
#include "server/catalog/schemas.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/catalog_queries.hpp"

namespace flux::catalog {
namespace {

std::string outside_query(const kinds::Ops& kind, int version) {
    const std::string catalog(kind.catalog);
    return "SELECT x.oid, i.type || ' ' || i.identity AS identity FROM " + catalog + " x CROSS JOIN LATERAL pg_identify_object('" +
           catalog + "'::regclass, x.oid, 0) i WHERE x.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '" +
           catalog + "'::regclass AND d.objid = x.oid AND d.deptype IN ('e', 'i')) AND x.oid NOT IN (SELECT o.objid FROM (" +
           kind.query(version) + ") AS o)";
}

} // namespace

std::map<unsigned int, std::string> nameless_outside(const std::set<Kind>& kinds, const std::vector<std::string>& schemas) {
    pg::GucScope settings;
    pin_settings(settings);
    int version = 0;
    const std::string text = pg::setting("server_version_num");
    std::from_chars(text.data(), text.data() + text.size(), version);
    std::map<unsigned int, std::string> found;
    pg::CatalogQueries catalog;
    for (const kinds::Ops* kind : kinds::all()) {
        if (kind->catalog.empty() || !kind->name_column.empty() || !kinds.contains(kind->kind)) continue;
        const Rows rows = catalog.query(outside_query(*kind, version), {schema_oids(catalog, schemas)});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            unsigned int oid = 0;
            const std::string number = *rows[i].at("oid");
            std::from_chars(number.data(), number.data() + number.size(), oid);
            found.emplace(oid, rows[i].at("identity").value_or(number));
        }
    }
    return found;
}

} // namespace flux::catalog
