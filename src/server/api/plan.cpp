// plan(source, schemas), the two printed forms of what it returns, and its way back as a plan.
#include "core/plan/document.hpp"
#include "server/api/steps.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/compare.hpp"
#include "server/run/session_plan.hpp"
#include "server/run/writable.hpp"

using flux::pg::Arguments;

FLUX_FUNCTION(pg_flux_plan) {
    const Arguments arguments(fcinfo);
    flux::run::require_writable("pg_flux.plan()");
    flux::run::forget();
    const auto comparison = flux::run::compare(arguments.required_text(0, "source"), arguments.names(1));
    flux::PlanDocument plan = flux::run::plan_of(comparison, flux::run::Rehearse::always);
    flux::run::add_undo(comparison, plan);
    flux::run::remember(plan);
    return flux::pg::jsonb_datum(flux::plan_to_json(plan).dump());
}

FLUX_FUNCTION(pg_flux_plan_text) {
    return flux::pg::text_datum(flux::plan_text(flux::api::read_plan(Arguments(fcinfo).required_text(0, "plan"))));
}

FLUX_FUNCTION(pg_flux_plan_sql) {
    return flux::pg::text_datum(flux::plan_sql(flux::api::read_plan(Arguments(fcinfo).required_text(0, "plan"))));
}

FLUX_FUNCTION(pg_flux_undo) {
    const flux::PlanDocument plan = flux::api::read_plan(Arguments(fcinfo).required_text(0, "plan"));
    return flux::pg::jsonb_datum(flux::plan_to_json(flux::reversed(plan)).dump());
}
