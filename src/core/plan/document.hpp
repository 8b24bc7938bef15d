// A plan as a document: what `plan` gives out and `apply` takes back, possibly days later and after a review. Names and
// words instead of the planner's enumerations, so that a document of another release can be read and refused clearly.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/model/fields.hpp"
#include "core/plan/step.hpp"

namespace flux {

struct PlannedStep {
    std::int64_t step = 0; // from 1
    std::string op, kind, object, sql;
    std::vector<std::string> hazards;
    std::optional<std::string> lock;
    bool rewrites = false, scans = false, transactional = true;

    static constexpr auto fields() {
        return std::tuple(field("step", &PlannedStep::step), field("op", &PlannedStep::op),
                          field("kind", &PlannedStep::kind), field("object", &PlannedStep::object),
                          field("sql", &PlannedStep::sql), field("hazards", &PlannedStep::hazards),
                          field("lock", &PlannedStep::lock), field("rewrites", &PlannedStep::rewrites),
                          field("scans", &PlannedStep::scans), field("transactional", &PlannedStep::transactional));
    }
};

std::vector<PlannedStep> planned_steps(const Plan& plan);

struct PlanDocument {
    std::string version; // of pg_flux
    std::int64_t server_version = 0;
    std::vector<std::string> schemas;
    std::string source_hash;
    std::string from, to; // fingerprints of the managed schemas before and after
    std::vector<PlannedStep> steps;
};

nlohmann::json to_json(const PlanDocument& document);
// Throws invalid_parameter for what is no plan of format 1.
PlanDocument plan_from_json(const std::string& text);

// The hazards of all steps, sorted, each once.
std::vector<std::string> hazards_of(const std::vector<PlannedStep>& steps);

// For a person.
std::string plan_text(const PlanDocument& document);
// A script for psql, in one transaction.
std::string plan_sql(const PlanDocument& document);

} // namespace flux
