// with_shadow: which attempts at a build there are, what surrounds them, and what the caller hears when none succeeds.
#include "server/shadow/shadow.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/source/secrets.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/pg/user.hpp"
#include "server/shadow/build.hpp"
#include "server/shadow/catalog_locks.hpp"
#include "server/shadow/files.hpp"
#include "server/shadow/locks.hpp"
#include "server/shadow/roles.hpp"
#include "server/shadow/sequence.hpp"
#include "server/shadow/set_aside.hpp"
#include "server/shadow/settings.hpp"
#include "server/shadow/silence.hpp"
#include "server/shadow/split.hpp"

extern "C" {
#include "access/xact.h"
#include "tcop/utility.h"
}

namespace flux::shadow {

namespace {

constinit bool active = false;

// Shadows do not nest: a function that the source defines may call pg_flux again.
class Active {
public:
    Active() {
        if (active)
            throw Error(ErrorCode::object_not_in_prerequisite_state, "a desired schema is being built already");
        active = true;
    }
    ~Active() { active = false; }
    Active(const Active&) = delete;
    Active& operator=(const Active&) = delete;
};

// leaf
void require_writable() {
    PreventCommandDuringRecovery("building the desired schema");
    PreventCommandIfReadOnly("building the desired schema");
    PreventCommandIfParallelMode("building the desired schema");
}

// A failure that may be about something that a later statement makes.
bool may_be_order(const Failure& failure) {
    static constexpr const char* kStates[] = {
        "42P01", "42883", "42704", "42703", "3F000", "42830", "42809", "42P17", "0A000", "2BP01", "42P16", "42P10",
    };
    return std::any_of(std::begin(kStates), std::end(kStates),
                       [&](const char* state) { return failure.sqlstate == state; });
}

// A failure that may be about files that are not there: internal errors, system errors, what is refused to others than heap.
bool may_be_storage(const Failure& failure) {
    const std::string kind = failure.sqlstate.substr(0, 2);
    return kind == "XX" || kind == "58" || kind == "0A" || kind == "55";
}

// `others`: of what belongs to the database, others' objects stand where they are.
[[noreturn]] void raise(const Declaration& declaration, const Failure& failure, bool others) {
    const Statement& statement = declaration.statements[failure.statement];
    const int line = statement.line + line_of_position(statement.text, failure.position) - 1;
    std::string detail = failure.message;
    // Why: libpq's complaint about a connection string quotes from it.
    if (failure.sqlstate == "42601" && source::without_secrets(statement.text) != statement.text)
        detail = "The server cannot read a part of it that may hold a secret.";
    else if (!failure.detail.empty()) detail += "\n" + failure.detail;
    if (failure.others > 0)
        detail += "\n" + std::to_string(failure.others) + " more statements cannot be built, maybe for this one's sake.";
    const std::string message = "line " + std::to_string(line) + " of the source cannot be built: " + shorten(statement.text);
    if (failure.sqlstate == "42710" && statement.of_database && others)
        throw Error(ErrorCode::insufficient_privilege, message, detail,
                    "What belongs to another role, only that role and superusers can declare. Leave it out of this source.", line);
    throw Error(ErrorCode::cannot_build_source, message, detail, failure.hint, line);
}

// leaf
void raise_contended(const char* schema) {
    ereport(ERROR, (errcode(ERRCODE_LOCK_NOT_AVAILABLE), errmsg("schema %s is being changed by another transaction", quote_identifier(schema)),
                    errhint("Try again when that has ended; pg_flux.lock_timeout says how long to wait for it.")));
}

class Shadow {
public:
    Shadow(const Declaration& declaration, const std::vector<std::string>& schemas, const std::set<unsigned int>& kept)
        : declaration_(declaration), schemas_(schemas), kept_(kept), schedule_(as_written(declaration, schemas)) {}

    void arrange() { schedule_ = arranged(declaration_, schemas_); }

    [[noreturn]] void refuse(const Failure& failure) const { raise(declaration_, failure, others_); }

    // Rolls back in any case; `body` runs when all of it stands. Where another transaction was at a schema, once more, by then
    // with what it has left.
    std::optional<Failure> attempt(Mode mode, const Body& body) {
        std::string schema;
        for (int tries = 0; tries < 2; ++tries)
            try {
                return attempt_once(mode, body);
            } catch (const Contended& contended) {
                schema = contended.schema;
                if (contended.waited) break;
            }
        pg::call(raise_contended, schema.c_str());
        return std::nullopt;
    }

private:
    std::optional<Failure> attempt_once(Mode mode, const Body& body) {
        const SequenceLocks sequences;
        const pg::MemoryScope memory;
        std::optional<Failure> failure;
        const OwnEvents events;
        Files files;
        {
            pg::SubTransaction subtransaction;
            const NoteFiles note(files);
            failure = build_and_read(mode, body);
        }
        sequences.release();
        return failure;
    }

    std::optional<Failure> build_and_read(Mode mode, const Body& body) {
        lock_catalogs();
        const StorageLess access_method;
        const FilelessSequences sequences(mode.storage_less);
        Aside aside;
        {
            pg::GucScope settings;
            const Carry carry{declaration_.created_schemas,
                              !declaration_.database_kinds.contains(Kind::default_privileges), !declaration_.privileges};
            const std::string real = default_access_method();
            const std::string method = mode.storage_less ? kAccessMethod : real;
            pin_build_settings(settings, declaration_, schemas_, method);
            make_missing_roles(declaration_);
            set_aside(schemas_, carry);
            aside = set_aside(declaration_.database_kinds, kept_);
            others_ = aside.others;
            silence_event_triggers(settings);
            if (auto failure = build(declaration_, schedule_, schemas_, mode, real)) return failure;
        }
        pg::GucScope settings;
        settings.lock_search_path();
        body(aside.objects);
        return std::nullopt;
    }

    const Declaration& declaration_;
    const std::vector<std::string>& schemas_;
    const std::set<unsigned int>& kept_;
    Schedule schedule_;
    bool others_ = false;
};

} // namespace

std::string default_access_method() { return pg::setting("default_table_access_method"); }

void with_shadow(const Declaration& declaration, const std::vector<std::string>& schemas, const Body& body,
                 const std::set<unsigned int>& kept) {
    const Active guard;
    pg::call(require_writable);
    // What the source runs shall not go back to the rights of who has logged in.
    const pg::AsUser caller(pg::current_user());
    Shadow shadow(declaration, schemas, kept);
    Mode mode;
    std::optional<Failure> failure;
    // Why not always as written: what stands further down in the source may bear the name of something that is there.
    const bool written = !declaration.unqualified || schemas.empty() || schemas.front() == "public";
    if (written) failure = shadow.attempt(mode, body);
    if (!written || (failure && may_be_order(*failure))) {
        shadow.arrange();
        failure = shadow.attempt(mode, body);
    }
    if (failure && may_be_order(*failure)) {
        mode.patient = true;
        failure = shadow.attempt(mode, body);
    }
    if (failure && may_be_storage(*failure)) {
        mode = {.storage_less = false, .patient = true};
        failure = shadow.attempt(mode, body);
    }
    if (failure) shadow.refuse(*failure);
}

std::vector<std::string> managed_schemas(const Declaration& declaration,
                                         const std::optional<std::vector<std::string>>& schemas) {
    std::vector<std::string> managed = schemas.value_or(declaration.named_schemas);
    if (schemas && schemas->empty())
        throw Error(ErrorCode::invalid_parameter, "the list of schemas must not be empty", "",
                    "Name at least one, or leave the list out.");
    if (!schemas && declaration.unqualified) {
        std::erase(managed, "public");
        managed.insert(managed.begin(), "public");
    }
    std::vector<std::string> unique;
    for (const std::string& name : managed) {
        if (name.empty() || name.starts_with("pg_") || name == "information_schema")
            throw Error(ErrorCode::invalid_parameter, "schema \"" + name + "\" cannot be managed", "",
                        "It belongs to the system.");
        if (std::find(unique.begin(), unique.end(), name) == unique.end()) unique.push_back(name);
    }
    return unique;
}

} // namespace flux::shadow
