#include "server/run/apply.hpp"

#include "core/diff/described.hpp"
#include "server/catalog/reader.hpp"
#include "server/run/baseline.hpp"
#include "server/run/bodies.hpp"
#include "server/run/change_lock.hpp"
#include "server/run/hazards.hpp"
#include "server/run/lock_limit.hpp"

namespace flux::run {
namespace {

Baseline baseline_of(const Comparison& comparison, const std::string& source) {
    Baseline baseline;
    baseline.how = "apply";
    baseline.schemas = comparison.schemas;
    baseline.source = source;
    baseline.source_hash = comparison.source_hash;
    baseline.management = comparison.options.management;
    return baseline;
}

} // namespace

Applied apply_source(const std::string& source, const Schemas& schemas, const ApplyOptions& options) {
    const LockLimit limit;
    if (!options.dry_run) take_change_lock();
    const Comparison comparison = compare(source, schemas);
    PlanDocument plan = plan_of(comparison);
    check_hazards(plan.steps, options.allow_hazards);
    if (options.dry_run) return not_run(plan.steps);
    allow_losses(plan.steps, options.allow_hazards);
    Baseline baseline = baseline_of(comparison, source);
    if (plan.steps.empty()) {
        baseline.fingerprint = plan.from;
        keep_baseline(std::move(baseline));
        return not_run(plan.steps);
    }
    add_undo(comparison, plan);
    Record record({.plan = plan});
    Applied applied = run_steps(plan.steps);
    kinds::Recording recording;
    const Model live = catalog::read_model(comparison.schemas, {}, &recording);
    const auto left = differences(live, comparison.desired, comparison.options.management);
    if (!left.empty()) raise_differs(described(left));
    record.done(fingerprint(live));
    warn_of_broken_bodies(plan.steps, comparison.schemas);
    take_baseline(std::move(baseline), live, recording);
    return applied;
}

Applied apply_plan(const PlanDocument& plan, const ApplyOptions& options) {
    if (!options.dry_run) take_change_lock();
    require_start(plan, "the plan");
    check_hazards(plan.steps, options.allow_hazards);
    if (options.dry_run) return not_run(plan.steps);
    if (!plan.steps.empty()) {
        Run run{.plan = plan};
        allow_losses(run.plan.steps, options.allow_hazards);
        return run_plan(std::move(run));
    }
    keep_baseline(baseline_of(plan, RunKind::apply));
    return not_run(plan.steps);
}

} // namespace flux::run
