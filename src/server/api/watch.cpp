// prune(), drift_text(schemas) and tenants(source, pattern).
#include "server/ledger/drift.hpp"
#include "server/ledger/prune.hpp"
#include "server/ledger/tenants.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/writable.hpp"

namespace {

using flux::pg::Arguments;

std::string array_of(const std::vector<std::string>& hazards) {
    std::string out = "{";
    for (const std::string& hazard : hazards) out += (out.size() > 1 ? "," : "") + hazard;
    return out + "}";
}

} // namespace

FLUX_FUNCTION(pg_flux_prune) {
    flux::run::require_writable("pg_flux.prune()");
    return Int64GetDatum(static_cast<int64>(flux::ledger::prune()));
}

FLUX_FUNCTION(pg_flux_drift_text) {
    return flux::pg::text_datum(flux::ledger::drift_text(flux::ledger::drift(Arguments(fcinfo).names(0))));
}

FLUX_FUNCTION(pg_flux_tenants) {
    const Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    flux::run::require_writable("pg_flux.tenants()");
    for (const auto& each : flux::ledger::tenants(arguments.required_text(0, "source"), arguments.required_text(1, "pattern")))
        result.add({each.schema, each.steps == 0 ? "t" : "f", std::to_string(each.steps), array_of(each.hazards)});
    return result.finish();
}
