// drift(source, schemas), verify(source, schemas) and check_sync(source, schemas): what differs, without a plan.
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/drift.hpp"
#include "server/run/writable.hpp"

namespace {

flux::run::Comparison compare(FunctionCallInfo fcinfo, const char* function) {
    const flux::pg::Arguments arguments(fcinfo);
    flux::run::require_writable(function);
    return flux::run::compare(arguments.required_text(0, "source"), arguments.names(1));
}

const char* word_of(flux::run::Finding::Change change) {
    using Change = flux::run::Finding::Change;
    return change == Change::missing ? "missing" : change == Change::undeclared ? "undeclared" : "changed";
}

} // namespace

FLUX_FUNCTION(pg_flux_drift_source) {
    flux::pg::SetResult result(fcinfo);
    for (const auto& each : flux::run::findings(compare(fcinfo, "pg_flux.drift()"))) {
        const auto attribute = each.attribute.empty() ? std::nullopt : std::optional(each.attribute);
        // Who did it is known only for differences from a baseline.
        result.add({each.kind, each.object, word_of(each.change), attribute, each.expected, each.actual, std::nullopt,
                    std::nullopt, std::nullopt, std::nullopt});
    }
    return result.finish();
}

FLUX_FUNCTION(pg_flux_verify) {
    flux::pg::SetResult result(fcinfo);
    for (const auto& each : flux::run::undeclared(compare(fcinfo, "pg_flux.verify()")))
        result.add({each.kind, each.object, each.sql});
    return result.finish();
}

FLUX_FUNCTION(pg_flux_check_sync) {
    flux::run::check_sync(compare(fcinfo, "pg_flux.check_sync()"));
    return 0;
}
