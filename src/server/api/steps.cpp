#include "server/api/steps.hpp"

namespace flux::api {
namespace {

std::string to_bool(bool value) { return value ? "t" : "f"; }

// Hazards are words of our own: nothing in them needs quotes.
std::string array_of(const std::vector<std::string>& words) {
    std::string text = "{";
    for (const std::string& word : words) text += (text.size() > 1 ? "," : "") + word;
    return text + "}";
}

} // namespace

Cells cells_of(const PlannedStep& step) {
    return {std::to_string(step.step), step.op,   step.kind, step.object,
            step.sql,                  array_of(step.hazards), step.lock, to_bool(step.rewrites),
            to_bool(step.scans),       to_bool(step.transactional)};
}

} // namespace flux::api
