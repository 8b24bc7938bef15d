#include "server/run/session_plan.hpp"

#include <memory>

#include "core/error.hpp"

namespace flux::run {
namespace {

struct Last {
    PlanDocument plan;
    std::unique_ptr<Comparison> comparison;
};

constinit std::unique_ptr<Last> last;

} // namespace

void remember(const PlanDocument& plan, Comparison comparison) {
    last = std::make_unique<Last>(plan, std::make_unique<Comparison>(std::move(comparison)));
}

void remember(const PlanDocument& plan) { last = std::make_unique<Last>(plan, nullptr); }

void forget() { last.reset(); }

const PlanDocument& remembered() {
    if (!last)
        throw Error(ErrorCode::object_not_in_prerequisite_state, "this session has made no plan that could be applied", "",
                    "Call pg_flux.diff or pg_flux.plan first, or give apply a source or a plan.");
    if (last->comparison) add_undo(*last->comparison, last->plan);
    last->comparison.reset();
    return last->plan;
}

} // namespace flux::run
