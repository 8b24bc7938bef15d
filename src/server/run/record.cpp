#include "server/run/record.hpp"

#include "server/run/as_owner.hpp"
#include "server/run/role.hpp"

#include "server/pg/compat.hpp"

extern "C" {
#include "utils/timestamp.h"
}

namespace flux::run {
namespace {

constinit std::optional<std::int64_t> current;

std::int64_t next_number() {
    AsOwner owner;
    return std::stoll(*owner.spi().query("SELECT nextval('pg_flux.run_id_seq')").cells[0][0]);
}

pg::Param text_or_null(const std::string& text) {
    return pg::Param::optional_text(text.empty() ? std::nullopt : std::optional(text));
}

pg::Param number_or_null(const std::optional<std::int64_t>& number) {
    return pg::Param::optional_text(number ? std::optional(std::to_string(*number)) : std::nullopt);
}

constexpr const char* kInsert = R"(
INSERT INTO pg_flux.run (id, kind, label, role, session_role, application, client, at, elapsed, schemas, source_hash,
                         from_fingerprint, to_fingerprint, plan, undoes, file_hash, outcome)
VALUES ($1, $2, $3, $4::name, session_user, current_setting('application_name'), inet_client_addr(),
        clock_timestamp() - $5 * interval '1 microsecond', $5 * interval '1 microsecond', $6, $7, $8, $9, $10, $11::bigint,
        $12, $13))";

void write(std::int64_t id, const Run& run, std::int64_t microseconds, const std::string& to, const char* outcome) {
    const std::string role = current_role();
    const PlanDocument& plan = run.plan;
    const std::string document = plan_to_json(plan).dump();
    AsOwner owner;
    owner.spi().execute(kInsert, {id, name_of(run.kind), text_or_null(run.label), role, microseconds, pg::Param::names(plan.schemas),
                                  text_or_null(plan.source_hash), plan.from, text_or_null(to), pg::Param::jsonb(document),
                                  number_or_null(run.undoes), text_or_null(run.file_hash), outcome});
}

} // namespace

const char* name_of(RunKind kind) {
    switch (kind) {
    case RunKind::apply: return "apply";
    case RunKind::apply_online: return "apply_online";
    case RunKind::migrate: return "migrate";
    case RunKind::baseline: return "baseline";
    case RunKind::rollback: return "rollback";
    }
    return "";
}

std::optional<std::int64_t> current_run() { return current; }
void set_current_run(std::optional<std::int64_t> run) { current = run; }

std::int64_t record_running(const Run& run) {
    const std::int64_t id = next_number();
    write(id, run, 0, "", "running");
    return id;
}

Record::Record(Run run) : run_(std::move(run)), id_(next_number()), start_(GetCurrentTimestamp()), outer_(current) {
    current = id_;
}

Record::~Record() { current = outer_; }

void Record::done(const std::string& to) {
    run_.plan.to = to;
    write(id_, run_, GetCurrentTimestamp() - start_, to, "done");
}

} // namespace flux::run
