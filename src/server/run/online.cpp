#include "server/run/online.hpp"

#include "core/plan/dump.hpp"
#include "core/plan/settings.hpp"
#include "core/source/secrets.hpp"
#include "core/text/quote.hpp"
#include "server/catalog/reader.hpp"
#include "server/pg/commits.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/notice.hpp"
#include "server/run/baseline.hpp"
#include "server/run/hazards.hpp"
#include "server/run/online_leftovers.hpp"
#include "server/run/online_lock.hpp"
#include "server/run/online_run.hpp"
#include "server/run/online_state.hpp"
#include "server/run/record.hpp"
#include "server/run/role.hpp"

namespace flux::run {
namespace {

// The second finds nothing to do, unless somebody else changed the schemas meanwhile.
constexpr int kRounds = 4;

struct Target {
    const std::string& source;
    const char* outcome;
};

void check_can_run(const Plan& steps) {
    for (const Step& step : steps)
        if (step.holds_secret)
            throw Error(ErrorCode::feature_not_supported, "a step needs a secret, which is not kept between transactions", step.sql,
                        "Make that part of the change by apply.");
}

// Not all of them make a step: an option that stays as it is holds one too.
void check_no_secrets(const std::string& source) {
    if (source::without_secrets(source) != source)
        throw Error(ErrorCode::feature_not_supported, "the source holds a secret, which is not kept between transactions", "",
                    "Leave it out, which leaves what is there as it is, or apply that source by apply.");
}

void check_none_unfinished(const std::vector<std::string>& schemas) {
    if (const auto other = any_unfinished(schemas))
        throw Error(ErrorCode::object_not_in_prerequisite_state, "online run " + std::to_string(*other) + " is unfinished", "",
                    "CALL pg_flux.resume(" + std::to_string(*other) + ") or CALL pg_flux.abandon(" + std::to_string(*other) + ").");
}

void check_role(const Unfinished& run) {
    if (run.role == current_role()) return;
    throw Error(ErrorCode::insufficient_privilege, "run " + std::to_string(run.id) + " was begun by role " + quote_ident(run.role), "",
                "Go on as that role: SET ROLE " + quote_ident(run.role) + ".");
}

OnlinePlan plan_for(const Comparison& comparison, const std::vector<std::string>& allow_hazards) {
    Plan steps = steps_of(comparison);
    check_can_run(steps);
    allow_losses(steps, allow_hazards);
    OnlinePlan out = online_plan(steps, comparison.live, comparison.desired);
    Plan online;
    for (const OnlineStep& each : out) online.push_back(each.step);
    check_hazards(online, allow_hazards);
    return out;
}

// What leads back to the live schemas, as far as the source speaks of them.
std::string source_of(const Comparison& comparison) {
    const Management& management = comparison.options.management;
    const Model live = catalog::read_model(comparison.schemas).filtered([&](const Object& object) { return management.covers(object.id); });
    std::string out;
    for (const DumpedFile& file : dump(live, comparison.options.role, Layout::flat)) out += file.sql;
    return out;
}

Baseline baseline_of(const Comparison& comparison, const Unfinished& run) {
    Baseline out;
    out.how = name_of(RunKind::apply_online);
    out.schemas = comparison.schemas;
    out.source = run.source;
    out.source_hash = comparison.source_hash;
    out.management = comparison.options.management;
    return out;
}

// In the transaction that found nothing more to do: what is live is what was to be.
void finish(const Unfinished& run, const Target& target, const Comparison& comparison) {
    kinds::Recording recording;
    const Model live = catalog::read_model(comparison.schemas, {}, &recording);
    const std::string now = fingerprint(live);
    const bool back = &target.source == &run.old_source;
    if (!back) take_baseline(baseline_of(comparison, run), live, recording);
    if (back && now != run.from)
        pg::warn("the schemas are not in all what they were before run " + std::to_string(run.id));
    finish_online(run.id, target.outcome, now);
}

void run_to(pg::Commits& commits, const Unfinished& run, const Target& target, const std::vector<std::string>& allow_hazards) {
    const CurrentRun current(run.id);
    for (int round = 0; round < kRounds; ++round) {
        commits.begin();
        if (const OnlinePlan left = leftovers(run.schemas); !left.empty()) run_online_steps(commits, run.id, left);
        commits.begin();
        OnlinePlan plan;
        {
            const Comparison comparison = compare(target.source, run.schemas);
            plan = plan_for(comparison, allow_hazards);
            if (plan.empty()) {
                finish(run, target, comparison);
                commits.commit();
                return;
            }
        }
        run_online_steps(commits, run.id, plan);
    }
    throw Error(ErrorCode::result_differs, "the result is not what was declared", "Somebody else may be changing the schemas.",
                "CALL pg_flux.resume(" + std::to_string(run.id) + ") tries again.");
}

std::optional<Unfinished> begin(const std::string& source, const Schemas& schemas, const std::vector<std::string>& allow_hazards) {
    const Comparison comparison = compare(source, schemas);
    check_none_unfinished(comparison.schemas);
    if (plan_for(comparison, allow_hazards).empty()) return std::nullopt;
    check_no_secrets(source);
    PlanDocument plan = plan_of(comparison);
    add_undo(comparison, plan);
    Unfinished run = {.role = current_role(), .source = source, .old_source = source_of(comparison), .schemas = comparison.schemas,
                      .allow_hazards = allow_hazards, .from = plan.from};
    run.id = begin_online(run, plan);
    return run;
}

// By the owner of the database, for a role that does not. Why not back to what was there before: to build that source would be to
// run what another role has declared.
void give_up(pg::Commits& commits, const Unfinished& run) {
    const CurrentRun current(run.id);
    if (const OnlinePlan left = leftovers(run.schemas); !left.empty()) run_online_steps(commits, run.id, left);
    commits.begin();
    finish_online(run.id, "abandoned", fingerprint(catalog::read_model(run.schemas)));
    commits.commit();
    pg::notice("run " + std::to_string(run.id) + " of role " + quote_ident(run.role) + " is given up", "What it has changed until now stays.");
}

Unfinished mine(std::int64_t id) {
    Unfinished run = unfinished(id);
    check_role(run);
    return run;
}

} // namespace

void apply_online(pg::Commits& commits, const std::string& source, const Schemas& schemas, const std::vector<std::string>& allow_hazards) {
    const OnlineLock lock(commits);
    commits.begin();
    const auto run = begin(source, schemas, allow_hazards);
    commits.commit();
    if (!run) return pg::notice("there is nothing to change");
    pg::notice("online run " + std::to_string(run->id));
    run_to(commits, *run, {run->source, "done"}, allow_hazards);
}

void resume(pg::Commits& commits, std::int64_t id) {
    const OnlineLock lock(commits);
    commits.begin();
    const Unfinished run = mine(id);
    run_to(commits, run, {run.source, "done"}, run.allow_hazards);
}

void abandon(pg::Commits& commits, std::int64_t id, const std::vector<std::string>& allow_hazards) {
    const OnlineLock lock(commits);
    commits.begin();
    const Unfinished run = unfinished(id);
    if (run.role != current_role() && owns_database()) return give_up(commits, run);
    check_role(run);
    run_to(commits, run, {run.old_source, "abandoned"}, allow_hazards);
}

void prepare_worker(std::int64_t run) {
    take_worker_lock();
    set_current_run(run);
    pg::set_for_session("search_path", kSearchPath);
    for (const auto& [name, value] : pinned_settings()) pg::set_for_session(name, value);
}

} // namespace flux::run
