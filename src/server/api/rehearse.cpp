// rehearse(sql, schemas)
#include <nlohmann/json.hpp>

#include "core/text/array_literal.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"
#include "server/run/rehearsal/rehearse.hpp"
#include "server/run/writable.hpp"

namespace {

using Cell = std::optional<std::string>;

Cell locks(const flux::Step& step) {
    if (!step.measured) return std::nullopt;
    nlohmann::json out = nlohmann::json::object();
    for (const auto& [relation, lock] : step.measured->locks) out[relation] = flux::lock_name(lock);
    return out.dump();
}

std::vector<std::string> hazards(const flux::Step& step) {
    std::vector<std::string> out;
    for (const flux::Finding& finding : step.hazards) out.emplace_back(flux::hazard_name(finding.hazard));
    return out;
}

} // namespace

FLUX_FUNCTION(pg_flux_rehearse) {
    const flux::pg::Arguments arguments(fcinfo);
    flux::pg::SetResult result(fcinfo);
    flux::run::require_writable("pg_flux.rehearse()");
    int number = 0;
    for (const auto& [step, error] : flux::rehearsal::rehearse_script(arguments.required_text(0, "sql"), arguments.names(1))) {
        const flux::Measured measured = step.measured.value_or(flux::Measured{});
        result.add({std::to_string(++number), step.sql, locks(step), flux::array_literal(measured.rewritten),
                    flux::array_literal(measured.scanned), flux::array_literal(hazards(step)), error.empty() ? std::nullopt : Cell(error)});
    }
    return result.finish();
}
