#include "server/run/hazards.hpp"

#include <algorithm>
#include <set>

#include "core/error.hpp"
#include "core/hazard/catalogue.hpp"
#include "core/plan/script.hpp"
#include "server/run/settings.hpp"

namespace flux::run {
namespace {

constexpr const char* kAll = "ALL";
constexpr std::size_t kShown = 20;

std::string described(const Step& step) {
    return std::string(op_name(step.op)) + " " + step.kind + " " + step.object;
}

std::string joined(const std::vector<std::string>& names, const char* between) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : between) + name;
    return text;
}

std::vector<std::string> known_hazards() {
    std::vector<std::string> names;
    for (const HazardEntry& entry : hazard_catalogue()) names.emplace_back(entry.name);
    return names;
}

void check_names(const std::vector<std::string>& allowed) {
    const std::vector<std::string> known = known_hazards();
    for (const std::string& name : allowed)
        if (name != kAll && std::find(known.begin(), known.end(), name) == known.end())
            throw Error(ErrorCode::invalid_parameter, "there is no hazard \"" + name + "\"", "",
                        "Hazards are " + joined(known, ", ") + ", and ALL for all of them.");
}

bool names(const std::vector<std::string>& allowed, std::string_view hazard) {
    return std::find(allowed.begin(), allowed.end(), hazard) != allowed.end();
}

// A step that is bound to fail is not helped by allowing it.
std::string way_out(std::vector<std::string> refused) {
    const HazardEntry& fails = hazard_entry(Hazard::no_default);
    if (std::erase(refused, fails.name) > 0) return std::string(fails.name) + " fails even where it is allowed. " + std::string(fails.instead);
    return "Look at the steps; if they are what you want, allow it: allow_hazards => '{" + joined(refused, ",") + "}'.";
}

} // namespace

void allow_losses(Plan& steps, const std::vector<std::string>& allowed) {
    const std::vector<std::string> always = allowed_hazards();
    const std::string_view loss = hazard_name(Hazard::data_loss);
    if (!names(allowed, loss) && !names(allowed, kAll) && !names(always, loss) && !names(always, kAll)) return;
    for (Step& step : steps) step.only_if_empty.reset();
}

void check_hazards(const Plan& steps, std::vector<std::string> allowed) {
    for (std::string& name : allowed_hazards()) allowed.push_back(std::move(name));
    check_names(allowed);
    if (names(allowed, kAll)) return;
    std::set<std::string> refused;
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < steps.size(); ++i)
        for (const Finding& finding : steps[i].hazards) {
            const std::string name(hazard_name(finding.hazard));
            if (finding.severity < Severity::danger || names(allowed, name)) continue;
            refused.insert(name);
            lines.push_back("step " + std::to_string(i + 1) + ": " + described(steps[i]) + ": " + name +
                            (finding.detail.empty() ? "" : " (" + finding.detail + ")"));
        }
    if (lines.empty()) return;
    const std::size_t count = lines.size();
    if (count > kShown) {
        lines.resize(kShown);
        lines.push_back("and " + std::to_string(count - kShown) + " more");
    }
    throw Error(ErrorCode::hazard_not_allowed, "the plan has hazards that are not allowed: " + joined({refused.begin(), refused.end()}, ", "),
                joined(lines, "\n"), way_out({refused.begin(), refused.end()}));
}

} // namespace flux::run
