// What is on disk of an online run: where it goes, where it came from, and each step before and after it runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/plan/document.hpp"
#include "core/plan/online.hpp"

namespace flux::run {

struct Unfinished {
    std::int64_t id = 0;
    std::string role;
    std::string source;     // that it leads to
    std::string old_source; // that leads back
    std::vector<std::string> schemas, allow_hazards;
    std::string from; // fingerprint before the first step
};

// The row of the history too, as running.
std::int64_t begin_online(const Unfinished& run, const PlanDocument& plan);
// Raises undefined_object where there is no such run that is unfinished.
Unfinished unfinished(std::int64_t id);
// One that is unfinished and about one of the schemas, if any.
std::optional<std::int64_t> any_unfinished(const std::vector<std::string>& schemas);
void finish_online(std::int64_t id, const std::string& outcome, const std::string& to);

void write_steps(std::int64_t run, const OnlinePlan& steps);
// `state`: running, waiting, done, failed. `first` and `last` count from 1.
void mark_steps(std::int64_t run, std::size_t first, std::size_t last, const std::string& state, const std::string& error = "");

} // namespace flux::run
