// Plans without a shadow: the desired model is read from a schema that was really there, and remembered.
#include "core/plan/planner.hpp"
#include "server/catalog/reader.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"

namespace {

flux::Model& remembered() {
    static flux::Model model;
    return model;
}

flux::Model model_of(FunctionCallInfo fcinfo) {
    return flux::catalog::read_model(
        flux::pg::Arguments(fcinfo).names(0).value_or(std::vector<std::string>{}));
}

} // namespace

FLUX_FUNCTION(pg_flux_test_remember) {
    flux::pg::SetResult result(fcinfo);
    remembered() = model_of(fcinfo);
    return result.finish();
}

FLUX_FUNCTION(pg_flux_test_steps) {
    flux::pg::SetResult result(fcinfo);
    const flux::Model live = model_of(fcinfo);
    for (const flux::Step& step : flux::make_plan(live, remembered(), {.role = "postgres"}))
        result.add({std::string(flux::op_name(step.op)), step.kind, step.object, step.sql});
    return result.finish();
}
