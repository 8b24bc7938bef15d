// A plan as a document: what pg_flux.plan() returns, to be kept, reviewed and applied later, and what people and psql read of it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/plan/step.hpp"

namespace flux {

struct PlanDocument {
    std::string version; // of pg_flux
    int server_version = 0;
    std::vector<std::string> schemas;
    std::string source_hash;
    std::string from, to; // fingerprints
    Plan steps;
    Plan undo;           // the way back
    std::string no_undo; // why there is none, else empty
    std::string not_rehearsed; // why not, or not to its end; else empty
};

// An element of "steps".
nlohmann::json step_to_json(const Step& step, std::size_t number);
Step step_from_json(const nlohmann::json& from);

nlohmann::json plan_to_json(const PlanDocument& plan);
// Throws ErrorCode::invalid_parameter where it is no plan, or one of a format that this version does not know.
PlanDocument plan_from_json(const nlohmann::json& document);

// The hazards of all steps, each once, by name.
std::vector<std::string> hazards_of(const Plan& steps);

// The way back as a plan of its own. Throws ErrorCode::feature_not_supported where there is none.
PlanDocument reversed(const PlanDocument& plan);

// A summary, then the steps.
std::string plan_text(const PlanDocument& plan);
// A script for psql. What cannot run in a transaction stands outside one.
std::string plan_sql(const PlanDocument& plan);

} // namespace flux
