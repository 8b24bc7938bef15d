#include "server/run/apply.hpp"

#include "core/kinds/kind_ops.hpp"
#include "server/catalog/reader.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/run/baseline.hpp"
#include "server/run/change_lock.hpp"
#include "server/run/hazards.hpp"
#include "server/run/record.hpp"
#include "server/run/settings.hpp"
#include "server/run/step.hpp"

namespace flux::run {
namespace {

constexpr std::size_t kShown = 5;

Applied not_run(const Plan& steps) {
    Applied applied;
    for (const Step& step : steps) applied.push_back({step, std::nullopt});
    return applied;
}

void check_transactional(const Plan& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!steps[i].transactional)
            throw Error(ErrorCode::feature_not_supported,
                        "step " + std::to_string(i + 1) + " cannot run inside a transaction", steps[i].sql);
}

void check_secrets(const Plan& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].holds_secret && steps[i].secret_sql.empty())
            throw Error(ErrorCode::feature_not_supported,
                        "step " + std::to_string(i + 1) + " needs a secret, which no plan holds", steps[i].sql,
                        "Apply the source itself.");
}

Applied run_steps(const Plan& steps) {
    check_transactional(steps);
    check_secrets(steps);
    pg::GucScope settings;
    catalog::pin_settings(settings);
    settings.set("lock_timeout", std::to_string(lock_timeout()));
    Applied applied;
    for (const Step& step : steps) {
        pg::check_interrupts();
        applied.push_back({step, run_step(static_cast<int>(applied.size()) + 1, step)});
    }
    return applied;
}

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

// A plan does not tell what its source speaks of: all of what it leaves is the baseline.
Baseline baseline_of(const PlanDocument& plan) {
    Baseline baseline;
    baseline.how = "apply";
    baseline.schemas = plan.schemas;
    baseline.source_hash = plan.source_hash;
    baseline.fingerprint = plan.to;
    baseline.management = everything();
    return baseline;
}

[[noreturn]] void raise_differs(const std::string& detail) {
    throw Error(ErrorCode::result_differs, "the result is not what was declared, so all of it is undone", detail,
                "This is a fault of pg_flux. Please report it with the two schemas.");
}

} // namespace

Applied apply_source(const std::string& source, const Schemas& schemas, const ApplyOptions& options) {
    if (!options.dry_run) take_change_lock();
    const Comparison comparison = compare(source, schemas);
    PlanDocument plan = plan_of(comparison);
    check_hazards(plan.steps, options.allow_hazards);
    if (options.dry_run) return not_run(plan.steps);
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
    take_baseline(std::move(baseline), live, recording);
    return applied;
}

Applied apply_plan(const PlanDocument& plan, const ApplyOptions& options) {
    if (!options.dry_run) take_change_lock();
    const std::string live = fingerprint(catalog::read_model(plan.schemas));
    if (live != plan.from)
        throw Error(ErrorCode::fingerprint_mismatch, "the database has changed since the plan was made",
                    "The plan starts from " + plan.from + ", the live schemas are " + live + ".", "Make a new plan.");
    check_hazards(plan.steps, options.allow_hazards);
    if (options.dry_run) return not_run(plan.steps);
    if (plan.steps.empty()) {
        keep_baseline(baseline_of(plan));
        return not_run(plan.steps);
    }
    Record record({.plan = plan});
    Applied applied = run_steps(plan.steps);
    kinds::Recording recording;
    const Model live_now = catalog::read_model(plan.schemas, {}, &recording);
    const std::string now = fingerprint(live_now);
    if (now != plan.to)
        raise_differs("The plan leads to " + plan.to + ", the live schemas are " + now + " after it.");
    record.done(now);
    take_baseline(baseline_of(plan), live_now, recording);
    return applied;
}

} // namespace flux::run
