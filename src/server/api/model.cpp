// model(schemas), fingerprint(schemas) and dump(schemas, layout): the live catalogs without a source.
#include "core/error.hpp"
#include "core/model/json.hpp"
#include "core/plan/dump.hpp"
#include "server/facts/reader.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/compare.hpp"
#include "server/run/live.hpp"
#include "server/run/role.hpp"

namespace {

using flux::pg::Arguments;

flux::Layout layout_of(const std::string& name) {
    if (name == "flat") return flux::Layout::flat;
    if (name == "kind") return flux::Layout::kind;
    throw flux::Error(flux::ErrorCode::invalid_parameter, "there is no layout \"" + name + "\"", "",
                      "Layouts are flat and kind.");
}

} // namespace

FLUX_FUNCTION(pg_flux_model) {
    const flux::Model model = flux::run::live_model(Arguments(fcinfo).names(0));
    const flux::facts::Facts facts = flux::facts::read_facts(model);
    return flux::pg::jsonb_datum(flux::model_to_json(model, flux::Detail::all, &facts));
}

FLUX_FUNCTION(pg_flux_fingerprint) {
    return flux::pg::text_datum(flux::run::fingerprint(flux::run::live_model(Arguments(fcinfo).names(0))));
}

FLUX_FUNCTION(pg_flux_dump) {
    const Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    const flux::Layout layout = layout_of(arguments.text(1).value_or("flat"));
    const flux::Model model = flux::run::live_model(arguments.names(0));
    for (const auto& file : flux::dump(model, flux::run::current_role(), layout)) result.add({file.path, file.sql});
    return result.finish();
}
