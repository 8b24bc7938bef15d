#include "server/run/apply.hpp"

#include "core/kinds/kind_ops.hpp"
#include "server/catalog/reader.hpp"
#include "server/run/baseline.hpp"
#include "server/run/bodies.hpp"
#include "server/run/change_lock.hpp"
#include "server/run/hazards.hpp"

namespace flux::run {
namespace {

constexpr std::size_t kShown = 5;

std::string described(const Difference& difference) {
    const Object& object = difference.from != nullptr ? *difference.from : *difference.to;
    std::string text = std::string(kinds::ops(object).name) + " " + object.id.text();
    if (difference.to == nullptr) return text + " is still there";
    if (difference.from == nullptr) return text + " is missing";
    for (const AttributeChange& change : difference.attributes)
        text += ", " + change.name + " is " + change.from + " instead of " + change.to;
    if (difference.owner) text += ", owner is " + difference.from->owner + " instead of " + difference.to->owner;
    if (difference.comment) text += ", its comment differs";
    if (difference.privileges) text += ", its privileges differ";
    return text;
}

std::string described(const std::vector<Difference>& differences) {
    std::string text;
    for (std::size_t i = 0; i < differences.size() && i < kShown; ++i)
        text += (i == 0 ? "" : "\n") + described(differences[i]);
    if (differences.size() > kShown) text += "\nand " + std::to_string(differences.size() - kShown) + " more";
    return text;
}

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
