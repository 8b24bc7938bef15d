// apply in its three forms (a source, a plan, the plan that this session made last), and rollback.
#include "server/api/steps.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/apply.hpp"
#include "server/run/rollback.hpp"
#include "server/run/session_plan.hpp"
#include "server/run/writable.hpp"

namespace {

using flux::pg::Arguments;
using flux::pg::SetResult;

constexpr const char* kName = "pg_flux.apply()";

flux::run::ApplyOptions options(const Arguments& arguments, int hazards, int dry_run) {
    return {arguments.texts(hazards).value_or(std::vector<std::string>{}),
            dry_run >= 0 && arguments.required_boolean(dry_run, "dry_run")};
}

} // namespace

FLUX_FUNCTION(pg_flux_apply_source) {
    const Arguments arguments(fcinfo);
    SetResult result(fcinfo);
    flux::run::require_writable(kName);
    flux::run::require_newest_state(kName);
    const auto applied = flux::run::apply_source(arguments.required_text(0, "source"), arguments.names(1),
                                                 options(arguments, 2, 3));
    return flux::api::give(result, applied);
}

FLUX_FUNCTION(pg_flux_apply_plan) {
    const Arguments arguments(fcinfo);
    SetResult result(fcinfo);
    flux::run::require_writable(kName);
    flux::run::require_newest_state(kName);
    const auto plan = flux::api::read_plan(arguments.required_text(0, "plan"));
    return flux::api::give(result, flux::run::apply_plan(plan, options(arguments, 1, 2)));
}

FLUX_FUNCTION(pg_flux_apply_last) {
    const Arguments arguments(fcinfo);
    SetResult result(fcinfo);
    flux::run::require_writable(kName);
    flux::run::require_newest_state(kName);
    const auto applied = flux::run::apply_plan(flux::run::remembered(), options(arguments, 0, -1));
    flux::run::forget();
    return flux::api::give(result, applied);
}

FLUX_FUNCTION(pg_flux_rollback) {
    const Arguments arguments(fcinfo);
    SetResult result(fcinfo);
    flux::run::require_writable("pg_flux.rollback()");
    flux::run::require_newest_state("pg_flux.rollback()");
    const auto undone = flux::run::rollback(arguments.required_int4(0, "steps"),
                                            arguments.texts(1).value_or(std::vector<std::string>{}));
    std::size_t number = 0;
    for (const auto& each : undone)
        for (const auto& step : each.steps) {
            flux::api::Cells cells = flux::api::cells_of(++number, step);
            cells.push_back(std::to_string(each.run));
            result.add(cells);
        }
    return result.finish();
}
