#include "server/run/execute.hpp"

#include <utility>

#include "server/catalog/reader.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/error.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/pg/user.hpp"
#include "server/run/bodies.hpp"
#include "server/run/compare.hpp"
#include "server/run/facts.hpp"
#include "server/run/lock_limit.hpp"
#include "server/run/step.hpp"

namespace flux::run {
namespace {

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

// All in one subtransaction, so that it can be said who stood in the way of a step.
class Steps {
public:
    explicit Steps(const Plan& steps) : steps_(steps) {}

    Applied run() {
        std::string failure;
        {
            pg::SubTransaction subtransaction;
            try {
                run_all();
                subtransaction.commit();
                return std::move(applied_);
            } catch (const pg::ServerError& error) {
                if (!is_lock_timeout(error)) throw;
                failure = error.what();
            }
        }
        raise_locked(static_cast<int>(at_ - steps_.data()) + 1, *at_, failure);
    }

private:
    void run_all() {
        bool held = false;
        for (const Step& step : steps_) {
            pg::check_interrupts();
            // Under the names that the renames give, and before the steps move rows about.
            if (!held && step.op != Op::rename) {
                hold_all();
                held = true;
            }
            at_ = &step;
            applied_.push_back({step, run_step(static_cast<int>(applied_.size()) + 1, step)});
        }
    }

    void hold_all() {
        for (const Step& step : steps_) {
            at_ = &step;
            hold_empty(step);
        }
    }

    const Plan& steps_;
    const Step* at_ = nullptr; // what is being done
    Applied applied_;
};

std::string live_fingerprint(const PlanDocument& plan) { return fingerprint(catalog::read_model(plan.schemas)); }

} // namespace

Applied not_run(const Plan& steps) {
    Applied applied;
    for (const Step& step : steps) applied.push_back({step, std::nullopt});
    return applied;
}

Applied run_steps(const Plan& steps) {
    check_transactional(steps);
    check_secrets(steps);
    // Why: a plan may be another's than that of who has logged in, by SET ROLE, and is not to take that back.
    const pg::AsUser caller(pg::current_user());
    pg::GucScope settings;
    catalog::pin_step_settings(settings);
    const LockLimit limit;
    return Steps(steps).run();
}

void raise_differs(const std::string& detail) {
    throw Error(ErrorCode::result_differs, "the result is not what was declared, so all of it is undone", detail,
                "This is a fault of pg_flux. Please report it with the two schemas.");
}

void require_start(const PlanDocument& plan, const std::string& what) {
    const LockLimit limit;
    const std::string live = live_fingerprint(plan);
    if (live != plan.from)
        throw Error(ErrorCode::fingerprint_mismatch, "the database has changed since " + what + " was made",
                    "It starts from " + plan.from + ", the live schemas are " + live + ".", "Make a new plan.");
}

Baseline baseline_of(const PlanDocument& plan, RunKind kind) {
    Baseline baseline;
    baseline.how = name_of(kind);
    baseline.schemas = plan.schemas;
    baseline.source_hash = plan.source_hash;
    baseline.fingerprint = plan.to;
    baseline.management = everything();
    return baseline;
}

Applied run_plan(Run run) {
    const LockLimit limit;
    const PlanDocument plan = run.plan;
    const RunKind kind = run.kind;
    Record record(std::move(run));
    Applied applied = run_steps(plan.steps);
    kinds::Recording recording;
    const Model live = catalog::read_model(plan.schemas, {}, &recording);
    const std::string now = fingerprint(live);
    if (now != plan.to)
        raise_differs("The plan leads to " + plan.to + ", the live schemas are " + now + " after it.");
    record.done(now);
    warn_of_broken_bodies(plan.steps, plan.schemas);
    take_baseline(baseline_of(plan, kind), live, recording);
    return applied;
}

} // namespace flux::run
