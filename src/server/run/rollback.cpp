#include "server/run/rollback.hpp"

#include "core/text/quote.hpp"
#include "server/run/as_owner.hpp"
#include "server/run/change_lock.hpp"
#include "server/run/hazards.hpp"
#include "server/run/role.hpp"

namespace flux::run {
namespace {

struct Candidate {
    std::int64_t id;
    std::string label;
    PlanDocument plan;
};

constexpr const char* kStands =
    "r.kind NOT IN ('rollback', 'baseline') AND r.outcome = 'done' "
    "AND NOT EXISTS (SELECT FROM pg_flux.run AS b WHERE b.undoes = r.id AND b.outcome = 'done')";

// Of the caller's role. Why: a plan says what its role declared. To run it with another role's rights would lend them.
std::vector<Candidate> newest(std::int64_t count) {
    const std::string role = current_role();
    AsOwner owner;
    const Rows rows = owner.spi().query("SELECT r.id, coalesce(r.label, ''), r.plan FROM pg_flux.run AS r WHERE r.role = $2::name AND " +
                                            std::string(kStands) + " ORDER BY r.id DESC LIMIT $1", {count, role});
    std::vector<Candidate> out;
    for (const auto& cells : rows.cells)
        out.push_back({std::stoll(*cells[0]), *cells[1], plan_from_json(nlohmann::json::parse(*cells[2]))});
    return out;
}

// Where another role has made a newer change, of one of the schemas or, without any, of whichever.
void refuse_others(std::int64_t than, const std::vector<std::string>& schemas) {
    const std::string me = current_role();
    AsOwner owner;
    const Rows rows = owner.spi().query("SELECT r.id, r.role FROM pg_flux.run AS r WHERE r.id > $1 AND r.role <> $2::name AND "
                                        "(r.schemas && $3 OR cardinality($3) = 0) AND " + std::string(kStands) + " ORDER BY r.id DESC LIMIT 1",
                                        {than, me, pg::Param::names(schemas)});
    if (rows.size() == 0) return;
    const std::string &id = *rows.cells[0][0], &role = *rows.cells[0][1];
    throw Error(ErrorCode::insufficient_privilege, "run " + id + " was made by role " + quote_ident(role), "",
                "Take it back as that role: SET ROLE " + quote_ident(role) + ".");
}

std::vector<Candidate> candidates(int steps) {
    if (steps < 1)
        throw Error(ErrorCode::invalid_parameter, "the number of changes to take back must be at least 1");
    std::vector<Candidate> out = newest(steps);
    if (out.empty()) refuse_others(0, {});
    if (out.size() < static_cast<std::size_t>(steps))
        throw Error(ErrorCode::object_not_in_prerequisite_state,
                    out.empty() ? "there is no change that could be taken back"
                                : "there are only " + std::to_string(out.size()) + " changes that could be taken back");
    for (Candidate& run : out) run.plan = reversed(run.plan);
    return out;
}

void require_left(const Candidate& run) {
    try {
        require_start(run.plan, "run " + std::to_string(run.id));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::fingerprint_mismatch) refuse_others(run.id, run.plan.schemas);
        throw;
    }
}

} // namespace

std::vector<RolledBack> rollback(int steps, const std::vector<std::string>& allow_hazards) {
    take_change_lock();
    const std::vector<Candidate> runs = candidates(steps);
    Plan all;
    for (const Candidate& run : runs) all.insert(all.end(), run.plan.steps.begin(), run.plan.steps.end());
    check_hazards(all, allow_hazards);
    std::vector<RolledBack> out;
    for (const Candidate& run : runs) {
        require_left(run);
        out.push_back({run.id, run_plan({.kind = RunKind::rollback, .label = run.label, .plan = run.plan, .undoes = run.id})});
    }
    return out;
}

} // namespace flux::run
