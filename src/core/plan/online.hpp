// The same plan for a database that is busy: in many short transactions, with what takes long under locks that block nobody.
// What can be built before the rest (indexes, the proof that no NULL is there) goes to the front, what can be proven
// afterwards (constraints) and what is no longer used goes to the end, and the rest keeps its order between them. Apart from
// the planner, because it changes how a plan is run and not what it leads to.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "core/plan/step.hpp"

namespace flux {

struct OnlineStep {
    Step step;
    std::string why; // it is not as the plain plan says, or could not be better; else empty
    int group = 0;   // steps of one group run in one transaction; what is not transactional is alone in its own
};
using OnlinePlan = std::vector<OnlineStep>;

// What objects are called that stand only while a plan runs. A run that was cut off leaves them; the next one takes
// them away first.
inline constexpr const char* kOnlinePrefix = "pg_flux_online_";

// `steps` is the plan from `live` to `desired`.
// Hazards that it avoids are not told of its steps.
OnlinePlan online_plan(const Plan& steps, const Model& live, const Model& desired);

} // namespace flux
