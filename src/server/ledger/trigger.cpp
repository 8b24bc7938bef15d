// The event triggers: what each command did goes into the ledger. Nothing in here may break the command, but for a cancel and for the
// guard, where it blocks: a failure becomes a warning.
#include <algorithm>

#include "core/model/json_value.hpp"
#include "core/source/secrets.hpp"
#include "server/ledger/append.hpp"
#include "server/ledger/guard.hpp"
#include "server/ledger/settings.hpp"
#include "server/pg/call.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/notice.hpp"
#include "server/pg/result.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/run/record.hpp"
#include "server/run/step.hpp"

extern "C" {
#include "access/xact.h"
#include "commands/async.h"
#include "miscadmin.h"
}

namespace flux::ledger {
namespace {

constexpr std::size_t kLongestStatement = 10'000;

struct Read {
    Event* events;
    int count;
};

// leaf
Read read(const EventTriggerData* trigger) {
    Read out{};
    out.events = events_of(trigger, &out.count);
    if (strcmp(trigger->event, "ddl_command_end") == 0)
        for (int i = 0; i < out.count; ++i) compare_rows(&out.events[i]);
    return out;
}

// leaf: the first object that stands, or stood, in a managed schema.
const Event* first_managed(const Event* events, int count) {
    const char* last = nullptr; // is not managed
    for (int i = 0; i < count; ++i)
        for (const char* const schema : {events[i].schema_before, events[i].schema}) {
            if (schema == nullptr || (last != nullptr && strcmp(schema, last) == 0)) continue;
            if (is_managed(schema)) return &events[i];
            last = schema;
        }
    return nullptr;
}

std::string statement() {
    std::size_t length = 0;
    const char* const told = run::current_statement();
    const char* const found = told != nullptr ? told : pg::call(statement_text, &length);
    if (found == nullptr) return {};
    std::string_view all = told != nullptr ? std::string_view(told) : std::string_view(found, length);
    const auto first = all.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return source::recordable(all.substr(first, all.find_last_not_of(" \t\r\n;") - first + 1), kLongestStatement);
}

std::string changes_of(const Event& event) {
    if (event.change_count == 0) return {};
    JsonWriter out;
    out.begin_object();
    for (int i = 0; i < event.change_count; ++i) {
        out.key(event.changes[i].attribute);
        out.begin_array();
        for (const char* value : {event.changes[i].before, event.changes[i].after})
            if (value == nullptr) out.null();
            else out.value(value);
        out.end();
    }
    out.end();
    return out.take();
}

void notify(const Event& event, int count) {
    JsonWriter out;
    out.begin_object();
    const auto add = [&](const char* key, const char* value) {
        out.key(key);
        if (value == nullptr) out.null();
        else out.value(std::string_view(value).substr(0, 1000));
    };
    add("command", event.command);
    add("kind", event.kind);
    add("object", event.object);
    out.key("objects");
    out.value(std::int64_t{count});
    add("role", pg::call(GetUserNameFromId, GetUserId(), true));
    out.key("txid");
    out.value(static_cast<std::int64_t>(U64FromFullTransactionId(pg::call(GetTopFullTransactionId))));
    out.end();
    const std::string payload = out.take();
    pg::call(Async_Notify, "pg_flux_drift", payload.c_str());
}

void record(const EventTriggerData* trigger, const Read& read, const Event* managed, Verdict verdict) {
    const std::string text = statement();
    std::vector<std::string> changes;
    std::vector<const char*> pointers;
    for (int i = 0; i < read.count; ++i) changes.push_back(changes_of(read.events[i]));
    for (const std::string& each : changes) pointers.push_back(each.empty() ? nullptr : each.c_str());
    const auto run = run::current_run();
    const Context context{trigger->event, text.empty() ? nullptr : text.c_str(),
                          verdict == Verdict::emergency ? "emergency" : nullptr, run.value_or(0)};
    const bool written = pg::call(append, &context, read.events, pointers.data(), read.count);
    if (written && managed != nullptr && !run && notifies()) notify(*managed, read.count);
}

// In a subtransaction, which is the licence to go on after a failure.
template <class Body> void harmless(Body body) {
    pg::SubTransaction subtransaction;
    std::string why;
    try {
        body();
        subtransaction.commit();
        return;
    } catch (const pg::ServerError& error) {
        if (error.is_interrupt()) throw;
        why = error.what();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        why = error.what();
    }
    subtransaction.rollback();
    pg::warn("pg_flux could not write to its ledger: " + why);
}

// A command that fires event triggers, and leaves every definition as it was.
bool defines(const EventTriggerData* trigger) {
    return trigger->tag != CMDTAG_REFRESH_MATERIALIZED_VIEW && trigger->tag != CMDTAG_REINDEX;
}

void watch(const EventTriggerData* trigger) {
    if (strcmp(trigger->event, "ddl_command_start") == 0) {
        if (!run::current_run()) check_guard_before(trigger);
        return;
    }
    const pg::MemoryScope memory;
    Read found{};
    const Event* managed = nullptr;
    const bool ours = run::current_run().has_value();
    const bool guarded = guard() != Guard::off && !ours;
    const auto look = [&] {
        found = pg::call(read, trigger);
        if (found.count > 0 && !ours && defines(trigger) && (guarded || notifies()))
            managed = pg::call(first_managed, static_cast<const Event*>(found.events), found.count);
    };
    // What cannot be told from a change is refused like one.
    if (guarded && guard() == Guard::block) look();
    else
        harmless([&] {
            look();
            if (found.count > 0 && !guarded) record(trigger, found, managed, Verdict::free);
        });
    if (!guarded || found.count == 0) return;
    // Why not in there: what the guard raises is no failure.
    const Verdict verdict = check_guard(managed);
    harmless([&] { record(trigger, found, managed, verdict); });
}

// leaf
void require_trigger(FunctionCallInfo fcinfo) {
    if (!CALLED_AS_EVENT_TRIGGER(fcinfo))
        ereport(ERROR, (errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
                        errmsg("pg_flux.watch() can only be called as an event trigger")));
}

} // namespace
} // namespace flux::ledger

FLUX_FUNCTION(pg_flux_watch) {
    flux::pg::call(flux::ledger::require_trigger, fcinfo);
    if (!IsBinaryUpgrade) flux::ledger::watch(reinterpret_cast<EventTriggerData*>(fcinfo->context));
    return flux::pg::null_datum(fcinfo);
}
