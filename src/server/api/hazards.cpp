// hazards(): the catalogue.
#include "core/hazard/catalogue.hpp"

#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"

FLUX_FUNCTION(pg_flux_hazards) {
    flux::pg::SetResult result(fcinfo);
    const auto text = [](std::string_view words) { return words.empty() ? std::nullopt : std::optional<std::string>(words); };
    for (const flux::HazardEntry& entry : flux::hazard_catalogue())
        result.add({text(entry.name), text(flux::severity_name(entry.severity)), text(entry.when), text(entry.cost),
                    text(entry.fails), text(entry.instead), text(entry.versions.empty() ? "all" : entry.versions)});
    return result.finish();
}
