// drift(source, schemas), verify(source, schemas) and check_sync(source, schemas): what differs, without a plan. drift(schemas):
// what differs from the baseline, with what takes it back. adopt(schemas): a baseline.
#include "server/api/steps.hpp"
#include "server/ledger/drift.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/baseline.hpp"
#include "server/run/drift.hpp"
#include "server/run/repair.hpp"
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

flux::api::Cells cells_of(const flux::run::Finding& finding) {
    const auto attribute = finding.attribute.empty() ? std::nullopt : std::optional(finding.attribute);
    return {finding.kind, finding.object, word_of(finding.change), attribute, finding.expected, finding.actual};
}

} // namespace

FLUX_FUNCTION(pg_flux_adopt) {
    flux::run::require_writable("pg_flux.adopt()");
    flux::run::require_newest_state("pg_flux.adopt()");
    flux::run::adopt(flux::pg::Arguments(fcinfo).names(0));
    return 0;
}

FLUX_FUNCTION(pg_flux_drift) {
    flux::pg::SetResult result(fcinfo);
    for (const auto& each : flux::ledger::drift(flux::pg::Arguments(fcinfo).names(0))) {
        flux::api::Cells cells = cells_of(each.finding);
        if (const auto& author = each.author)
            cells.insert(cells.end(), {author->at, author->by, author->client, author->statement});
        else
            cells.insert(cells.end(), 4, std::nullopt);
        cells.push_back(each.repair);
        result.add(cells);
    }
    return result.finish();
}

FLUX_FUNCTION(pg_flux_drift_source) {
    flux::pg::SetResult result(fcinfo);
    const flux::run::Comparison comparison = compare(fcinfo, "pg_flux.drift()");
    auto findings = flux::run::findings(comparison);
    const auto repairs = flux::run::repairs(comparison, findings);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        flux::api::Cells cells = cells_of(findings[i]);
        // Who did it is known only for differences from a baseline.
        cells.insert(cells.end(), {std::nullopt, std::nullopt, std::nullopt, std::nullopt, repairs[i]});
        result.add(cells);
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
