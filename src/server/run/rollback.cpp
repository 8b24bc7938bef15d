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
    std::string role, label;
    PlanDocument plan;
};

std::vector<Candidate> newest(std::int64_t count) {
    AsOwner owner;
    const Rows rows = owner.spi().query(R"(
SELECT r.id, r.role, coalesce(r.label, ''), r.plan
FROM pg_flux.run AS r
WHERE r.kind NOT IN ('rollback', 'baseline') AND r.outcome = 'done'
  AND NOT EXISTS (SELECT FROM pg_flux.run AS b WHERE b.undoes = r.id AND b.outcome = 'done')
ORDER BY r.id DESC
LIMIT $1)",
                                        {count});
    std::vector<Candidate> out;
    for (const auto& cells : rows.cells)
        out.push_back({std::stoll(*cells[0]), *cells[1], *cells[2], plan_from_json(nlohmann::json::parse(*cells[3]))});
    return out;
}

// Why: what a plan says was made from what its role declared. To run it with another role's rights would lend them.
void require_same_role(const Candidate& run) {
    if (run.role == current_role()) return;
    throw Error(ErrorCode::insufficient_privilege,
                "run " + std::to_string(run.id) + " was made by role " + quote_ident(run.role), "",
                "Take it back as that role: SET ROLE " + quote_ident(run.role) + ".");
}

std::vector<Candidate> candidates(int steps) {
    if (steps < 1)
        throw Error(ErrorCode::invalid_parameter, "the number of changes to take back must be at least 1");
    std::vector<Candidate> out = newest(steps);
    if (out.size() < static_cast<std::size_t>(steps))
        throw Error(ErrorCode::object_not_in_prerequisite_state,
                    out.empty() ? "there is no change that could be taken back"
                                : "there are only " + std::to_string(out.size()) + " changes that could be taken back");
    for (Candidate& run : out) {
        require_same_role(run);
        run.plan = reversed(run.plan);
    }
    return out;
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
        require_start(run.plan, "run " + std::to_string(run.id));
        out.push_back({run.id, run_plan({.kind = RunKind::rollback, .label = run.label, .plan = run.plan, .undoes = run.id})});
    }
    return out;
}

} // namespace flux::run
