// apply in its three forms: a source, a plan, and the plan that this session made last.
#include "server/api/steps.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/apply.hpp"
#include "server/run/session_plan.hpp"
#include "server/run/writable.hpp"

namespace {

using flux::pg::Arguments;
using flux::pg::SetResult;

constexpr const char* kName = "pg_flux.apply()";

flux::run::ApplyOptions options(const Arguments& arguments, int hazards, int dry_run) {
    return {arguments.texts(hazards).value_or(std::vector<std::string>{}),
            dry_run >= 0 && arguments.boolean(dry_run).value_or(false)};
}

Datum give(SetResult& result, const flux::run::Applied& applied) {
    for (std::size_t i = 0; i < applied.size(); ++i) {
        const auto& [step, microseconds] = applied[i];
        flux::api::Cells cells = flux::api::cells_of(i + 1, step);
        cells.push_back(microseconds ? std::optional(std::to_string(*microseconds) + " microseconds") : std::nullopt);
        result.add(cells);
    }
    return result.finish();
}

} // namespace

FLUX_FUNCTION(pg_flux_apply_source) {
    const Arguments arguments(fcinfo);
    SetResult result(fcinfo);
    flux::run::require_writable(kName);
    const auto applied = flux::run::apply_source(arguments.required_text(0, "source"), arguments.names(1),
                                                 options(arguments, 2, 3));
    return give(result, applied);
}

FLUX_FUNCTION(pg_flux_apply_plan) {
    const Arguments arguments(fcinfo);
    SetResult result(fcinfo);
    flux::run::require_writable(kName);
    const auto plan = flux::api::read_plan(arguments.required_text(0, "plan"));
    return give(result, flux::run::apply_plan(plan, options(arguments, 1, 2)));
}

FLUX_FUNCTION(pg_flux_apply_last) {
    const Arguments arguments(fcinfo);
    SetResult result(fcinfo);
    flux::run::require_writable(kName);
    const auto applied = flux::run::apply_plan(flux::run::remembered(), options(arguments, 0, -1));
    flux::run::forget();
    return give(result, applied);
}
