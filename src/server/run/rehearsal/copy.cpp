#include "server/run/rehearsal/copy.hpp"

#include <algorithm>

#include "core/kinds/constraint.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/plan/planner.hpp"
#include "server/catalog/nameless.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/run/rehearsal/trust.hpp"
#include "server/run/role.hpp"
#include "server/shadow/catalog_locks.hpp"
#include "server/shadow/files.hpp"
#include "server/shadow/locks.hpp"
#include "server/shadow/set_aside.hpp"
#include "server/shadow/silence.hpp"

extern "C" {
#include "executor/spi.h"
}

namespace flux::rehearsal {
namespace {

constinit bool active = false;

// A function of the copy may call pg_flux again.
class Active {
public:
    Active() { active = true; }
    ~Active() { active = false; }
    Active(const Active&) = delete;
    Active& operator=(const Active&) = delete;
};

// leaf
void execute(const char* sql) {
    if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
    const int outcome = SPI_execute(sql, false, 0);
    if (outcome == SPI_ERROR_TRANSACTION)
        ereport(ERROR, (errcode(ERRCODE_ACTIVE_SQL_TRANSACTION), errmsg("transaction control cannot be rehearsed")));
    if (outcome == SPI_ERROR_COPY)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("COPY from or to the client cannot be rehearsed")));
    if (outcome < 0) elog(ERROR, "SPI_execute failed: %s", SPI_result_code_string(outcome));
    SPI_finish();
}

// Kept by the copy: what belongs to the database and is not set aside.
bool stays(const Object& object, const std::set<Kind>& aside) {
    return object.id.kind == Kind::schema || (object.id.schema.empty() && !aside.contains(object.id.kind));
}

Plan building(const Part& part) {
    const Model from = part.live.filtered([&](const Object& object) { return stays(object, part.database_kinds); });
    const Model to = part.live.filtered([&](const Object& object) {
        return stays(object, part.database_kinds) || part.objects.contains(part.live.position(object));
    });
    PlanOptions options;
    options.role = run::current_role();
    options.management.database_kinds = part.database_kinds;
    return make_plan(from, to, options);
}

// With filled materialized views, somebody's query would run.
std::string without_data(const Step& step) {
    return step.op == Op::create && step.kind == "materialized view" && step.sql.starts_with("CREATE ") ? step.sql + "\nWITH NO DATA"
                                                                                                        : step.sql;
}

void pin(pg::GucScope& settings) {
    catalog::pin_settings(settings);
    settings.set("client_min_messages", "error");
    // Nothing live is waited for.
    settings.set("lock_timeout", "100ms");
    settings.set_privileged("session_replication_role", "replica");
    settings.set_privileged("track_counts", "on");
    shadow::silence_event_triggers(settings);
}

std::optional<std::string> build(const Plan& steps) {
    for (const Step& step : steps) {
        if (step.holds_secret) return "a secret would be needed: " + step.object;
        const auto failure = run(without_data(step), [] {});
        if (failure) return step.object + ": " + failure->message;
    }
    return std::nullopt;
}

std::vector<std::string> missing_schemas(const Part& part) {
    std::vector<std::string> out;
    for (const std::string& name : part.schemas)
        if (!part.live.find({.kind = Kind::schema, .name = name})) out.push_back(name);
    return out;
}

std::optional<std::string> build_and_run(const Part& part, const Plan& steps,
                                         const std::function<void(const std::vector<Address>&)>& body) {
    shadow::lock_catalogs();
    pg::GucScope settings;
    std::set<unsigned int> kept;
    for (const auto& [oid, name] : catalog::nameless_outside(part.database_kinds, part.schemas)) kept.insert(oid);
    // What is not there now is not made: the plan does that.
    shadow::set_aside(part.schemas, {.created_by_source = missing_schemas(part)});
    const std::vector<Address> aside = shadow::set_aside(part.database_kinds, kept).objects;
    pin(settings);
    if (auto failure = build(steps)) return failure;
    body(aside);
    return std::nullopt;
}

} // namespace

bool has_files(const Object& object) {
    switch (object.id.kind) {
    case Kind::table:
    case Kind::materialized_view:
    case Kind::sequence:
    case Kind::index: return true;
    case Kind::constraint: return object.as<kinds::Constraint>().type != "check";
    default: return false;
    }
}

std::size_t count_files(const Part& part) {
    return static_cast<std::size_t>(std::count_if(part.objects.begin(), part.objects.end(),
                                                  [&](std::size_t i) { return has_files(part.live.objects()[i]); }));
}

std::optional<std::string> with_copy(const Part& part, const std::function<void(const std::vector<Address>& aside)>& body) {
    if (active) return "another one is under way";
    const Active guard;
    if (auto code = code_of_others(part.live, part.objects)) return *code + " belongs to another role and would run with the caller's rights";
    const Plan steps = building(part);
    const shadow::SequenceLocks sequences;
    const pg::MemoryScope memory;
    const shadow::OwnEvents events;
    std::optional<std::string> failure;
    shadow::Files files;
    {
        pg::SubTransaction subtransaction;
        const shadow::NoteFiles note(files);
        failure = build_and_run(part, steps, body);
    }
    sequences.release();
    return failure;
}

std::optional<Failure> run(const std::string& sql, const std::function<void()>& look) {
    pg::check_interrupts();
    shadow::Files files;
    pg::SubTransaction subtransaction;
    try {
        const pg::MemoryScope memory;
        shadow::StatementLocks locks;
        pg::call(execute, sql.c_str());
        look();
        locks.release();
        subtransaction.commit();
        return std::nullopt;
    } catch (const pg::ServerError& error) {
        if (error.is_interrupt()) throw;
        files.note();
        return Failure{error.what(), error.sqlstate()};
    }
}

} // namespace flux::rehearsal
