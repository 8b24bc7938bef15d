#include "core/plan/document.hpp"

#include <map>
#include <set>

namespace flux {
namespace {

constexpr int kFormat = 1;

using Json = nlohmann::json;

// {kind: {op: number of objects}}
Json summary(const std::vector<PlannedStep>& steps) {
    std::set<std::tuple<std::string, std::string, std::string>> counted;
    Json out = Json::object();
    for (const PlannedStep& step : steps) {
        if (!counted.emplace(step.kind, step.op, step.object).second) continue;
        Json& count = out[step.kind][step.op];
        count = count.is_null() ? 1 : count.get<int>() + 1;
    }
    return out;
}

PlanDocument read(const Json& json) {
    if (!json.is_object() || json.value("format", 0) != kFormat)
        throw Error(ErrorCode::invalid_parameter, "this is not a plan of format " + std::to_string(kFormat));
    PlanDocument document;
    document.version = json.at("pg_flux").get<std::string>();
    document.server_version = json.at("server_version_num").get<std::int64_t>();
    document.schemas = json.at("schemas").get<std::vector<std::string>>();
    document.source_hash = json.at("source_hash").get<std::string>();
    document.from = json.at("from").get<std::string>();
    document.to = json.at("to").get<std::string>();
    for (const Json& each : json.at("steps")) {
        PlannedStep& step = document.steps.emplace_back();
        for_each_field<PlannedStep>([&](const auto& f) { value_from_json(each.at(f.name), step.*f.member); });
    }
    return document;
}

} // namespace

std::vector<PlannedStep> planned_steps(const Plan& plan) {
    std::vector<PlannedStep> steps;
    for (const Step& from : plan) {
        PlannedStep& to = steps.emplace_back();
        to.step = static_cast<std::int64_t>(steps.size());
        to.op = op_name(from.op);
        to.kind = from.kind;
        to.object = from.object;
        to.sql = from.sql;
        for (const Hazard hazard : from.hazards) to.hazards.emplace_back(hazard_name(hazard));
        if (from.lock != Lock::none) to.lock = lock_name(from.lock);
        to.rewrites = from.rewrites;
        to.scans = from.scans;
        to.transactional = from.transactional;
    }
    return steps;
}

std::vector<std::string> hazards_of(const std::vector<PlannedStep>& steps) {
    std::set<std::string> hazards;
    for (const PlannedStep& step : steps) hazards.insert(step.hazards.begin(), step.hazards.end());
    return {hazards.begin(), hazards.end()};
}

Json to_json(const PlanDocument& document) {
    return {{"format", kFormat},
            {"pg_flux", document.version},
            {"server_version_num", document.server_version},
            {"schemas", document.schemas},
            {"source_hash", document.source_hash},
            {"from", document.from},
            {"to", document.to},
            {"hazards", hazards_of(document.steps)},
            {"summary", summary(document.steps)},
            {"steps", value_to_json(document.steps)}};
}

PlanDocument plan_from_json(const std::string& text) {
    try {
        return read(Json::parse(text));
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::invalid_parameter, "the plan cannot be read", error.what());
    }
}

} // namespace flux
