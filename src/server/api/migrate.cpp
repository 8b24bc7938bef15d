// generate, migrate, migration_status, baseline and accept: files of a repository.
#include "core/error.hpp"
#include "server/api/steps.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/encoding.hpp"
#include "server/run/migrate.hpp"
#include "server/run/writable.hpp"

namespace {

using flux::pg::Arguments;

flux::run::File file(const Arguments& arguments) {
    flux::run::require_utf8();
    return {arguments.required_text(0, "filename"), arguments.required_text(1, "body")};
}

bool is_separate(const std::string& format) {
    if (format == "combined" || format == "separate") return format == "separate";
    throw flux::Error(flux::ErrorCode::invalid_parameter, "there is no format \"" + format + "\"", "",
                      "Formats are combined and separate.");
}

} // namespace

FLUX_FUNCTION(pg_flux_generate) {
    const Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    flux::run::require_writable("pg_flux.generate()");
    const bool separate = is_separate(arguments.text(3).value_or("combined"));
    for (const auto& each : flux::run::generate(arguments.required_text(0, "source"), arguments.text(1).value_or(""),
                                                arguments.names(2), separate))
        result.add({each.name, each.body});
    return result.finish();
}

FLUX_FUNCTION(pg_flux_migrate) {
    const Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    flux::run::require_writable("pg_flux.migrate()");
    flux::run::require_newest_state("pg_flux.migrate()");
    return flux::api::give(result, flux::run::migrate(file(arguments), arguments.texts(2).value_or(std::vector<std::string>{})));
}

FLUX_FUNCTION(pg_flux_migration_status) {
    return flux::pg::text_datum(flux::run::migration_status(file(Arguments(fcinfo))));
}

FLUX_FUNCTION(pg_flux_baseline) {
    flux::run::require_writable("pg_flux.baseline()");
    flux::run::require_newest_state("pg_flux.baseline()");
    flux::run::baseline(file(Arguments(fcinfo)));
    return 0;
}

FLUX_FUNCTION(pg_flux_accept) {
    const Arguments arguments(fcinfo);
    flux::run::require_writable("pg_flux.accept()");
    flux::run::require_newest_state("pg_flux.accept()");
    flux::run::require_utf8();
    return flux::pg::text_datum(flux::run::accept(arguments.required_text(0, "body"), arguments.names(1)));
}
