#include "server/api/steps.hpp"

#include "server/run/encoding.hpp"

namespace flux::api {
namespace {

std::string to_bool(bool value) { return value ? "t" : "f"; }

// Their names are words of our own: nothing in them needs quotes.
std::string array_of(const std::vector<Finding>& findings) {
    std::string text = "{";
    for (const Finding& finding : findings) {
        if (text.size() > 1) text += ',';
        text += hazard_name(finding.hazard);
    }
    return text + "}";
}

} // namespace

Cells cells_of(std::size_t number, const Step& step) {
    const auto lock = step.lock == Lock::none ? std::nullopt : std::optional<std::string>(lock_name(step.lock));
    return {std::to_string(number), std::string(op_name(step.op)), step.kind, step.object, step.sql,
            array_of(step.hazards), lock, to_bool(step.rewrites), to_bool(step.scans), to_bool(step.transactional)};
}

Cells cells_of(std::size_t number, const run::AppliedStep& applied) {
    Cells cells = cells_of(number, applied.step);
    const auto& microseconds = applied.microseconds;
    cells.push_back(microseconds ? std::optional(std::to_string(*microseconds) + " microseconds") : std::nullopt);
    return cells;
}

Datum give(pg::SetResult& result, const run::Applied& applied) {
    for (std::size_t i = 0; i < applied.size(); ++i) result.add(cells_of(i + 1, applied[i]));
    return result.finish();
}

PlanDocument read_plan(const std::string& json) {
    run::require_utf8();
    // jsonb has been checked by the server: it always parses.
    return plan_from_json(nlohmann::json::parse(json));
}

} // namespace flux::api
