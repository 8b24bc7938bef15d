#include "server/run/migrate.hpp"

#include "server/catalog/reader.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/run/change_lock.hpp"
#include "server/run/hazards.hpp"
#include "server/run/migration_files.hpp"

namespace flux::run {
namespace {

constexpr std::string_view kUpEnd = ".up.sql", kDownEnd = ".down.sql";

File make_file(const std::string& name, Migration migration) {
    migration.hash = file_hash(migration_text(migration));
    return {name, migration_text(migration)};
}

void check_no_secrets(const Plan& steps) {
    for (const Step& step : steps)
        if (step.holds_secret)
            throw Error(ErrorCode::feature_not_supported, "a step needs a secret, which no file holds", step.sql,
                        "Apply the source itself.");
}

std::string live_fingerprint(const PlanDocument& plan) { return fingerprint(catalog::read_model(plan.schemas)); }

[[noreturn]] void refuse_late(const std::string& name) {
    throw Error(ErrorCode::object_not_in_prerequisite_state, "migration \"" + name + "\" comes too late",
                "A file whose name sorts behind it has been run already.", "Make it again from the database as it is now.");
}

[[noreturn]] void refuse_changed(const std::string& name) {
    throw Error(ErrorCode::fingerprint_mismatch, "migration \"" + name + "\" was changed after it was run", "",
                "Give the file its old text again, and make another one for what else is to change.");
}

// True where it is to be run.
bool is_due(const File& file) {
    switch (state_of(file.name, file.body)) {
    case FileState::done: pg::notice("migration \"" + file.name + "\" has been run already"); return false;
    case FileState::skipped: pg::notice("migration \"" + file.name + "\" lies before the baseline"); return false;
    case FileState::late: refuse_late(file.name);
    case FileState::changed: refuse_changed(file.name);
    case FileState::pending:
    case FileState::broken: break; // told by who reads it
    }
    return true;
}

// The run that a file of the way back takes back: of the file of the same name, and the newest change.
std::int64_t undone_by(const std::string& name, const std::vector<std::string>& schemas) {
    if (!name.ends_with(kDownEnd))
        throw Error(ErrorCode::invalid_parameter, "the name of a way back must end with " + std::string(kDownEnd));
    const std::string up = name.substr(0, name.size() - kDownEnd.size()) + std::string(kUpEnd);
    const auto run = run_of(up, schemas);
    if (!run || run != newest_run(schemas))
        throw Error(ErrorCode::object_not_in_prerequisite_state, "\"" + up + "\" is not the newest change of its schemas");
    return *run;
}

// What has been run decides what is to be run, so that it is for owners to say.
void require_own(const PlanDocument& plan) {
    if (plan.schemas.empty())
        throw Error(ErrorCode::invalid_parameter, "the file does not say which schemas it is about");
    require_owner(plan.schemas);
}

Applied run_file(Run run, const std::vector<std::string>& allow_hazards) {
    require_own(run.plan);
    require_start(run.plan, "migration \"" + run.label + "\"");
    check_hazards(run.plan.steps, allow_hazards);
    return run_plan(std::move(run));
}

// Where the steps lead, tried and taken back with the subtransaction around it.
std::string tried(const Plan& steps, const PlanDocument& plan) {
    (void)run_steps(steps);
    return live_fingerprint(plan);
}

void try_out(Migration& migration) {
    PlanDocument& plan = migration.plan;
    const CurrentRun trying(0);
    pg::SubTransaction subtransaction;
    plan.to = tried(plan.steps, plan);
    if (!plan.undo.empty() && tried(plan.undo, plan) != plan.from)
        throw Error(ErrorCode::result_differs, "the way back of the migration does not lead to what it started from");
    subtransaction.rollback();
}

} // namespace

std::vector<File> generate(const std::string& source, const std::string& label, const Schemas& schemas, bool separate) {
    const Comparison comparison = compare(source, schemas);
    PlanDocument plan = plan_of(comparison);
    if (plan.steps.empty()) return {};
    add_undo(comparison, plan);
    check_no_secrets(plan.steps);
    check_no_secrets(plan.undo);
    const std::string name = migration_name(next_number(comparison.schemas), label);
    if (!separate) return {make_file(name + ".sql", {.plan = plan})};
    std::vector<File> out = {make_file(name + std::string(kUpEnd), {.part = MigrationPart::up, .plan = plan})};
    if (!plan.undo.empty())
        out.push_back(make_file(name + std::string(kDownEnd), {.part = MigrationPart::down, .plan = reversed(plan)}));
    return out;
}

Applied migrate(const File& file, const std::vector<std::string>& allow_hazards) {
    take_change_lock();
    const Migration migration = read_migration(file.body);
    if (migration.part == MigrationPart::down) {
        const PlanDocument plan = read_file(file.name, file.body).plan;
        return run_file({.kind = RunKind::rollback, .label = file.name, .plan = plan, .undoes = undone_by(file.name, plan.schemas)},
                        allow_hazards);
    }
    if (!is_due(file)) return {};
    const PlanDocument plan = read_file(file.name, file.body).plan;
    return run_file({.kind = RunKind::migrate, .label = file.name, .file_hash = file_hash(file.body), .plan = plan}, allow_hazards);
}

std::string migration_status(const File& file) {
    switch (state_of(file.name, file.body)) {
    case FileState::done: return "done";
    case FileState::pending: return "pending";
    case FileState::skipped: return "skipped";
    case FileState::late: return "late";
    case FileState::changed: return "changed";
    case FileState::broken: return "broken";
    }
    return {};
}

void baseline(const File& file) {
    take_change_lock();
    const Migration migration = read_file(file.name, file.body);
    if (migration.part == MigrationPart::down)
        throw Error(ErrorCode::invalid_parameter, "the file of a way back cannot be a baseline");
    if (!is_due(file)) return;
    require_own(migration.plan);
    const std::string live = live_fingerprint(migration.plan);
    if (live != migration.plan.to)
        throw Error(ErrorCode::fingerprint_mismatch, "the database is not what migration \"" + file.name + "\" leads to",
                    "It leads to " + migration.plan.to + ", the live schemas are " + live + ".");
    Record record({.kind = RunKind::baseline, .label = file.name, .file_hash = file_hash(file.body), .plan = migration.plan});
    record.done(live);
    keep_baseline(baseline_of(migration.plan, RunKind::baseline));
}

std::string accept(const std::string& body, const Schemas& schemas) {
    take_change_lock();
    Migration migration = read_migration(body);
    PlanDocument& plan = migration.plan;
    if (schemas) plan.schemas = *schemas;
    if (plan.schemas.empty())
        throw Error(ErrorCode::invalid_parameter, "the file does not say which schemas it is about", "",
                    "Name them: accept(body, schemas => …).");
    const std::string live = live_fingerprint(plan);
    if (!plan.from.empty() && plan.from != live) require_start(plan, "the file");
    plan.from = live;
    if (plan.undo.empty() && plan.no_undo.empty()) plan.no_undo = "the file has none";
    if (!plan.undo.empty()) plan.no_undo.clear();
    migration.edited = true;
    check_statements(plan.steps);
    check_statements(plan.undo);
    try_out(migration);
    return make_file("", migration).body;
}

} // namespace flux::run
