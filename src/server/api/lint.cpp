// lint(source): what is wrong or unwise in a source.
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/lint.hpp"
#include "server/run/writable.hpp"

FLUX_FUNCTION(pg_flux_lint) {
    const flux::pg::Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    flux::run::require_writable("pg_flux.lint()");
    for (const auto& remark : flux::run::lint(arguments.required_text(0, "source")))
        result.add({std::to_string(remark.line), remark.code, remark.severity, remark.message,
                    remark.hint.empty() ? std::nullopt : std::optional(remark.hint)});
    return result.finish();
}
