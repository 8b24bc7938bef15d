#include "server/run/online_state.hpp"

#include "core/text/array.hpp"
#include "server/run/as_owner.hpp"
#include "server/run/record.hpp"
#include "server/run/role.hpp"

namespace flux::run {
namespace {

constexpr const char* kSelect =
    "SELECT r.id, r.role, o.source, o.old_source, o.schemas, o.allow_hazards, r.from_fingerprint "
    "FROM pg_flux.online AS o JOIN pg_flux.run AS r ON r.id = o.run WHERE r.outcome = 'running'";

} // namespace

std::int64_t begin_online(const Unfinished& run, const PlanDocument& plan) {
    const std::int64_t id = record_running({.kind = RunKind::apply_online, .label = "", .plan = plan});
    AsOwner owner;
    owner.spi().execute("INSERT INTO pg_flux.online (run, source, old_source, schemas, allow_hazards) VALUES ($1, $2, $3, $4, $5)",
                        {id, run.source, run.old_source, pg::Param::names(run.schemas), run.allow_hazards});
    return id;
}

Unfinished unfinished(std::int64_t id) {
    AsOwner owner;
    const Rows rows = owner.spi().query(std::string(kSelect) + " AND r.id = $1", {id});
    if (rows.size() == 0)
        throw Error(ErrorCode::undefined_object, "there is no unfinished online run " + std::to_string(id), "",
                    "pg_flux.progress shows those that there are.");
    const auto& cells = rows.cells[0];
    return {id, *cells[1], *cells[2], *cells[3], parse_array(*cells[4]), parse_array(*cells[5]), *cells[6]};
}

std::optional<std::int64_t> any_unfinished(const std::vector<std::string>& schemas) {
    AsOwner owner;
    const Rows rows = owner.spi().query(std::string(kSelect) + " AND o.schemas && $1 ORDER BY r.id LIMIT 1", {pg::Param::names(schemas)});
    return rows.size() == 0 ? std::nullopt : std::optional<std::int64_t>(std::stoll(*rows.cells[0][0]));
}

void finish_online(std::int64_t id, const std::string& outcome, const std::string& to) {
    AsOwner owner;
    owner.spi().execute("UPDATE pg_flux.run SET outcome = $2, to_fingerprint = $3, elapsed = clock_timestamp() - at, error = NULL WHERE id = $1",
                        {id, outcome, to});
    owner.spi().execute("DELETE FROM pg_flux.online WHERE run = $1", {id});
    owner.spi().execute("DELETE FROM pg_flux.online_step WHERE run = $1", {id});
}

void write_steps(std::int64_t run, const OnlinePlan& steps) {
    AsOwner owner;
    owner.spi().execute("DELETE FROM pg_flux.online_step WHERE run = $1", {run});
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& step = steps[i].step;
        owner.spi().execute("INSERT INTO pg_flux.online_step (run, step, op, kind, object, sql, why, state, attempts) "
                            "VALUES ($1, $2, $3, $4, $5, $6, nullif($7, ''), 'pending', 0)",
                            {run, static_cast<std::int64_t>(i + 1), op_name(step.op), step.kind, step.object, step.sql, steps[i].why});
    }
}

void mark_steps(std::int64_t run, std::size_t first, std::size_t last, const std::string& state, const std::string& error) {
    AsOwner owner;
    owner.spi().execute("UPDATE pg_flux.online_step SET state = $4, error = nullif($5, ''), "
                        "attempts = attempts + CASE WHEN $4 = 'running' THEN 1 ELSE 0 END, "
                        "at = CASE WHEN $4 = 'running' THEN clock_timestamp() ELSE at END, "
                        "elapsed = CASE WHEN $4 = 'done' THEN clock_timestamp() - at ELSE elapsed END "
                        "WHERE run = $1 AND step BETWEEN $2 AND $3",
                        {run, static_cast<std::int64_t>(first), static_cast<std::int64_t>(last), state, error});
    owner.spi().execute("UPDATE pg_flux.run SET error = nullif($2, '') WHERE id = $1", {run, error});
}

} // namespace flux::run
