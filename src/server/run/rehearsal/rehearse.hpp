// A plan, or any script, run on an empty and real copy of what it touches, and rolled back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/run/compare.hpp"

namespace flux::rehearsal {

// Gives each step what was measured, and puts that in the place of what the rules say of lock, rewrite and scan. The answer is
// why not, where the plan was not rehearsed, or only up to a step. Warns where a step fails, and where the copy is afterwards not
// what is declared.
std::optional<std::string> rehearse(Plan& steps, const run::Comparison& comparison);

struct ScriptStep {
    Step step;         // with what was measured
    std::string error; // or what is to be known of it
};

// Any script. Raises feature_not_supported where what it names cannot be copied.
std::vector<ScriptStep> rehearse_script(const std::string& sql, const run::Schemas& schemas);

} // namespace flux::rehearsal
