// The parts of the page below the diagram, an object each. What the search finds has a name in data-name, says what it
// is in data-kind, and is reached by its id.
#pragma once

#include <string>

#include "targets/target.hpp"

namespace flux::gen::html {

std::string relation_sections(const Job& job);
std::string type_sections(const Schema& schema);
std::string routine_sections(const Schema& schema);

} // namespace flux::gen::html
