// Changes in many short transactions. What is half done after a cut is not looked up in a log: the plan is made again, from
// whatever is there to where the run was going, or to where it came from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/run/compare.hpp"

namespace flux::pg {
class Commits;
}

namespace flux::run {

void apply_online(pg::Commits& commits, const std::string& source, const Schemas& schemas, const std::vector<std::string>& allow_hazards);
void resume(pg::Commits& commits, std::int64_t run);
void abandon(pg::Commits& commits, std::int64_t run, const std::vector<std::string>& allow_hazards);

// Of a background worker: the settings of a step, and whose run it belongs to.
void prepare_worker(std::int64_t run);

} // namespace flux::run
