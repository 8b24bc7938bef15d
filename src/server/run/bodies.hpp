// Bodies of routines that the server keeps as text, and that nobody has compiled: schemas are built with check_function_bodies
// off, for what a body uses may come later. Separate, because lint and apply ask alike.
#pragma once

#include <string>
#include <vector>

#include "core/plan/step.hpp"

namespace flux::run {

struct BrokenBody {
    std::string schema, name;
    std::string message, hint; // for a person
};

// Of all SQL and PL/pgSQL routines of the schemas as they stand now, but extensions' members.
std::vector<BrokenBody> broken_bodies(const std::vector<std::string>& schemas);

// A warning for each routine that a step has made or replaced and whose body does not compile.
void warn_of_broken_bodies(const Plan& steps, const std::vector<std::string>& schemas);

} // namespace flux::run
