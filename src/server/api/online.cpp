// apply_online, resume and abandon: procedures, since they commit.
#include "core/error.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/commits.hpp"
#include "server/pg/entry.hpp"
#include "server/run/online.hpp"
#include "server/run/writable.hpp"

namespace {

using flux::pg::Arguments;

std::int64_t run_of(const Arguments& arguments) {
    if (const auto run = arguments.int8(0)) return *run;
    throw flux::Error(flux::ErrorCode::invalid_parameter, "argument \"run\" must not be null");
}

} // namespace

FLUX_FUNCTION(pg_flux_apply_online) {
    flux::run::require_writable("pg_flux.apply_online()");
    flux::run::require_newest_state("pg_flux.apply_online()");
    const Arguments arguments(fcinfo);
    const std::string source = arguments.required_text(0, "source");
    const auto schemas = arguments.names(1);
    const auto hazards = arguments.texts(2).value_or(std::vector<std::string>{});
    flux::pg::Commits commits(fcinfo, "pg_flux.apply_online()");
    flux::run::apply_online(commits, source, schemas, hazards);
    return 0;
}

FLUX_FUNCTION(pg_flux_resume) {
    flux::run::require_writable("pg_flux.resume()");
    flux::run::require_newest_state("pg_flux.resume()");
    const std::int64_t run = run_of(Arguments(fcinfo));
    flux::pg::Commits commits(fcinfo, "pg_flux.resume()");
    flux::run::resume(commits, run);
    return 0;
}

FLUX_FUNCTION(pg_flux_abandon) {
    flux::run::require_writable("pg_flux.abandon()");
    flux::run::require_newest_state("pg_flux.abandon()");
    const Arguments arguments(fcinfo);
    const std::int64_t run = run_of(arguments);
    const auto hazards = arguments.texts(1).value_or(std::vector<std::string>{});
    flux::pg::Commits commits(fcinfo, "pg_flux.abandon()");
    flux::run::abandon(commits, run, hazards);
    return 0;
}
