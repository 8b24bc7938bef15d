#include "core/plan/document.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/error.hpp"
#include "core/plan/settings.hpp"
#include "core/text/quote.hpp"

namespace flux {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;

std::vector<std::string> hazard_names(const std::vector<Finding>& findings) {
    std::vector<std::string> out;
    for (const Finding& finding : findings) out.emplace_back(hazard_name(finding.hazard));
    return out;
}

json findings_to_json(const std::vector<Finding>& findings) {
    json out = json::array();
    for (const Finding& finding : findings)
        out.push_back({{"hazard", hazard_name(finding.hazard)},
                       {"severity", severity_name(finding.severity)},
                       {"detail", finding.detail}});
    return out;
}

json measured_to_json(const Measured& measured) {
    json locks = json::object();
    for (const auto& [relation, lock] : measured.locks) locks[relation] = lock_name(lock);
    return {{"locks", std::move(locks)}, {"rewritten", measured.rewritten}, {"scanned", measured.scanned}, {"lost", measured.lost}};
}

} // namespace

json step_to_json(const Step& step, std::size_t number) {
    json out = {{"step", number},
                {"op", op_name(step.op)},
                {"kind", step.kind},
                {"object", step.object},
                {"sql", step.sql},
                {"hazards", hazard_names(step.hazards)},
                {"lock", nullptr},
                {"rewrites", step.rewrites},
                {"scans", step.scans},
                {"transactional", step.transactional}};
    if (step.lock != Lock::none) out["lock"] = lock_name(step.lock);
    if (step.holds_secret) out["secret"] = true;
    if (!step.hazards.empty()) out["findings"] = findings_to_json(step.hazards);
    if (step.measured) out["measured"] = measured_to_json(*step.measured);
    if (step.only_if_empty) out["only_if_empty"] = *step.only_if_empty;
    return out;
}

namespace {

json steps_to_json(const Plan& steps) {
    json out = json::array();
    for (const Step& step : steps) out.push_back(step_to_json(step, out.size() + 1));
    return out;
}

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorCode::invalid_parameter, "this is not a plan of pg_flux", why + ".");
}

// The value of the enum that has this name.
template <class Enum> Enum by_name(const std::string& name, Enum last, std::string_view (*name_of)(Enum), const char* what) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
    refuse(std::string("It has an unknown ") + what + ": " + name);
}

// A document of an earlier version has the names only.
std::vector<Finding> findings_from_json(const json& step) {
    std::vector<Finding> out;
    for (const json& name : step.at("hazards"))
        out.push_back(finding_of(by_name(name.get<std::string>(), kLastHazard, hazard_name, "hazard")));
    if (!step.contains("findings")) return out;
    for (const json& each : step["findings"]) {
        const Hazard hazard = by_name(each.at("hazard").get<std::string>(), kLastHazard, hazard_name, "hazard");
        const auto at = std::find_if(out.begin(), out.end(), [&](const Finding& f) { return f.hazard == hazard; });
        if (at == out.end()) refuse("It tells more of a hazard than it has");
        at->severity = by_name(each.at("severity").get<std::string>(), kLastSeverity, severity_name, "severity");
        at->detail = each.at("detail").get<std::string>();
    }
    return out;
}

Lock lock_from_json(const json& name) { return by_name(name.get<std::string>(), Lock::access_exclusive, lock_name, "lock"); }

Measured measured_from_json(const json& from) {
    Measured out;
    for (const auto& [relation, lock] : from.at("locks").items()) out.locks[relation] = lock_from_json(lock);
    out.rewritten = from.at("rewritten").get<std::vector<std::string>>();
    out.scanned = from.at("scanned").get<std::vector<std::string>>();
    out.lost = from.at("lost").get<std::map<std::string, std::string>>();
    return out;
}

} // namespace

Step step_from_json(const json& from) {
    Step out;
    out.op = by_name(from.at("op").get<std::string>(), kLastOp, op_name, "operation");
    out.kind = from.at("kind").get<std::string>();
    out.object = from.at("object").get<std::string>();
    out.sql = from.at("sql").get<std::string>();
    out.hazards = findings_from_json(from);
    if (const json& lock = from.at("lock"); !lock.is_null()) out.lock = lock_from_json(lock);
    out.rewrites = from.at("rewrites").get<bool>();
    out.scans = from.at("scans").get<bool>();
    out.transactional = from.at("transactional").get<bool>();
    out.holds_secret = from.value("secret", false);
    if (from.contains("measured")) out.measured = measured_from_json(from["measured"]);
    if (from.contains("only_if_empty")) out.only_if_empty = from["only_if_empty"].get<std::string>();
    return out;
}

namespace {

Plan steps_from_json(const json& from) {
    Plan out;
    for (const json& step : from) out.push_back(step_from_json(step));
    return out;
}

// How many objects of each kind each operation is about; an object that takes several statements counts once.
using Summary = std::map<std::string, std::map<std::string, int>>;

Summary summarise(const Plan& steps) {
    std::set<std::pair<std::string, std::string>> seen;
    Summary out;
    for (const Step& step : steps) {
        const std::string op(op_name(step.op));
        if (seen.emplace(op + " " + step.kind, step.object).second) ++out[step.kind][op];
    }
    return out;
}

json summary_to_json(const Plan& steps) {
    json out = json::object();
    for (const auto& [kind, counts] : summarise(steps)) {
        out[kind] = {{"create", 0}, {"alter", 0}, {"replace", 0}, {"drop", 0}};
        for (const auto& [op, count] : counts) out[kind][op] = count;
    }
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

std::string indented(const std::string& text, const std::string& by) {
    std::string out = by;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += by;
    }
    return out;
}

std::string heading(const Step& step, std::size_t number) {
    return std::to_string(number) + ". " + std::string(op_name(step.op)) + " " + step.kind + " " + step.object;
}

// "lock ACCESS EXCLUSIVE, rewrites the table"; empty where there is nothing to know.
std::string cost(const Step& step) {
    std::vector<std::string> words;
    if (step.lock != Lock::none) words.push_back("lock " + std::string(lock_name(step.lock)));
    if (step.rewrites) words.emplace_back("rewrites the table");
    if (step.scans) words.emplace_back("reads the whole table");
    if (!step.transactional) words.emplace_back("not in a transaction");
    return joined(words);
}

// A comment ends with its line.
std::string one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::string summary_text(const Plan& steps) {
    std::string out;
    for (const auto& [kind, counts] : summarise(steps)) {
        std::vector<std::string> words;
        for (const auto& [op, count] : counts) words.push_back(std::to_string(count) + " to " + op);
        out += "  " + kind + ": " + joined(words) + "\n";
    }
    return out;
}

} // namespace

std::vector<std::string> hazards_of(const Plan& steps) {
    std::set<std::string> names;
    for (const Step& step : steps)
        for (const Finding& finding : step.hazards) names.emplace(hazard_name(finding.hazard));
    return {names.begin(), names.end()};
}

json plan_to_json(const PlanDocument& plan) {
    json out = {{"format", kFormat},
            {"pg_flux", plan.version},
            {"server_version_num", plan.server_version},
            {"schemas", plan.schemas},
            {"source_hash", plan.source_hash},
            {"from", plan.from},
            {"to", plan.to},
            {"hazards", hazards_of(plan.steps)},
            {"summary", summary_to_json(plan.steps)},
            {"steps", steps_to_json(plan.steps)},
            {"undo", steps_to_json(plan.undo)}};
    if (!plan.no_undo.empty()) out["no_undo"] = plan.no_undo;
    if (!plan.not_rehearsed.empty()) out["not_rehearsed"] = plan.not_rehearsed;
    return out;
}

PlanDocument reversed(const PlanDocument& plan) {
    if (!plan.no_undo.empty() || (plan.undo.empty() && !plan.steps.empty()))
        throw Error(ErrorCode::feature_not_supported, "the plan has no way back",
                    plan.no_undo.empty() ? "It was made without one." : plan.no_undo + ".");
    PlanDocument out = plan;
    std::swap(out.from, out.to);
    std::swap(out.steps, out.undo);
    return out;
}

PlanDocument plan_from_json(const json& document) {
    if (!document.is_object() || !document.contains("format")) refuse("It has no format");
    if (document["format"] != kFormat) refuse("Its format is not " + std::to_string(kFormat));
    try {
        return {.version = document.at("pg_flux").get<std::string>(),
                .server_version = document.at("server_version_num").get<int>(),
                .schemas = document.at("schemas").get<std::vector<std::string>>(),
                .source_hash = document.at("source_hash").get<std::string>(),
                .from = document.at("from").get<std::string>(),
                .to = document.at("to").get<std::string>(),
                .steps = steps_from_json(document.at("steps")),
                .undo = steps_from_json(document.at("undo")),
                .no_undo = document.value("no_undo", ""),
                .not_rehearsed = document.value("not_rehearsed", "")};
    } catch (const json::exception&) {
        refuse("A part of it is missing or has another type");
    }
}

namespace {

std::string rehearsal_text(const PlanDocument& plan) {
    const bool some = std::any_of(plan.steps.begin(), plan.steps.end(), [](const Step& step) { return step.measured.has_value(); });
    if (!plan.not_rehearsed.empty()) return (some ? "Rehearsed in part: " : "Not rehearsed: ") + plan.not_rehearsed + "\n";
    return some ? "Rehearsed on an empty copy, which then was as declared\n" : "";
}

// The locks on each relation, where there are several; what is known of each hazard.
std::string facts_text(const Step& step) {
    std::string out;
    if (step.measured && step.measured->locks.size() > 1)
        for (const auto& [relation, lock] : step.measured->locks) out += "   " + relation + ": " + std::string(lock_name(lock)) + "\n";
    for (const Finding& finding : step.hazards)
        if (!finding.detail.empty())
            out += "   " + std::string(hazard_name(finding.hazard)) + " (" + std::string(severity_name(finding.severity)) + "): " + finding.detail + "\n";
    return out;
}

// Told once, behind the steps.
std::string undo_text(const PlanDocument& plan) {
    if (!plan.no_undo.empty()) return "\nNo way back: " + plan.no_undo + "\n";
    if (plan.undo.empty()) return "";
    const auto hazards = hazards_of(plan.undo);
    return "\nThe way back: " + std::to_string(plan.undo.size()) + (plan.undo.size() == 1 ? " step" : " steps") +
           ", hazards: " + (hazards.empty() ? "none" : joined(hazards)) + "\n";
}

} // namespace

std::string plan_text(const PlanDocument& plan) {
    std::string out = "Plan for " + joined(plan.schemas) + "\n";
    if (plan.steps.empty()) return out + "  nothing to do\n";
    out += summary_text(plan.steps);
    const auto hazards = hazards_of(plan.steps);
    out += "Hazards: " + (hazards.empty() ? "none" : joined(hazards)) + "\n";
    out += rehearsal_text(plan);
    std::size_t number = 0;
    for (const Step& step : plan.steps) {
        out += "\n" + heading(step, ++number) + "\n";
        if (const std::string what = cost(step); !what.empty()) out += "   " + what + "\n";
        if (!step.hazards.empty()) out += "   hazards: " + joined(hazard_names(step.hazards)) + "\n";
        out += facts_text(step);
        out += indented(step.sql + ";", "     ") + "\n";
    }
    return out + undo_text(plan);
}

namespace {

// The settings that apply pins; `set` is SET or SET LOCAL.
std::string pin(const std::string& set) {
    std::string out = set + " search_path = " + kSearchPath + ";\n";
    for (const auto& [name, value] : pinned_settings()) out += set + " " + name + " = " + quote_literal(value) + ";\n";
    return out;
}

std::string unpin() {
    std::string out = "RESET search_path;\n";
    for (const auto& [name, value] : pinned_settings()) out += std::string("RESET ") + name + ";\n";
    return out;
}

enum class Run { nothing, in_transaction, alone };

std::string change(Run from, Run to) {
    std::string out = from == Run::in_transaction ? "\nCOMMIT;\n" : from == Run::alone ? "\n" + unpin() : "";
    return out + (to == Run::in_transaction ? "BEGIN;\n" + pin("SET LOCAL") : to == Run::alone ? pin("SET") : "");
}

} // namespace

std::string plan_sql(const PlanDocument& plan) {
    std::string out = "-- pg_flux " + plan.version + ": a plan for " + one_line(joined(plan.schemas)) + "\n-- from " + plan.from +
                      "\n-- to   " + plan.to + "\n\\set ON_ERROR_STOP on\n";
    Run run = Run::nothing;
    std::size_t number = 0;
    for (const Step& step : plan.steps) {
        const Run next = step.transactional ? Run::in_transaction : Run::alone;
        if (next != run) out += change(run, next);
        run = next;
        out += "\n-- " + one_line(heading(step, ++number));
        if (!step.hazards.empty()) out += " (" + joined(hazard_names(step.hazards)) + ")";
        out += "\n" + step.sql + ";\n";
    }
    return out + change(run, Run::nothing);
}

} // namespace flux
