// diff(source, schemas)
#include "server/api/steps.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/compare.hpp"
#include "server/run/session_plan.hpp"
#include "server/run/writable.hpp"

FLUX_FUNCTION(pg_flux_diff) {
    const flux::pg::Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    flux::run::require_writable("pg_flux.diff()");
    flux::run::forget();
    auto comparison = flux::run::compare(arguments.required_text(0, "source"), arguments.names(1));
    const flux::PlanDocument plan = flux::run::plan_of(comparison, flux::run::Rehearse::always);
    flux::run::remember(plan, std::move(comparison));
    for (std::size_t i = 0; i < plan.steps.size(); ++i) result.add(flux::api::cells_of(i + 1, plan.steps[i]));
    return result.finish();
}
