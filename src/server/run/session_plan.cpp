#include "server/run/session_plan.hpp"

#include <memory>

#include "core/error.hpp"

namespace flux::run {
namespace {

constinit std::unique_ptr<PlanDocument> last;

} // namespace

void remember(const PlanDocument& plan) { last = std::make_unique<PlanDocument>(plan); }

void forget() { last.reset(); }

const PlanDocument& remembered() {
    if (!last)
        throw Error(ErrorCode::object_not_in_prerequisite_state, "this session has made no plan that could be applied", "",
                    "Call pg_flux.diff or pg_flux.plan first, or give apply a source or a plan.");
    return *last;
}

} // namespace flux::run
