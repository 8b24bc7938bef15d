#include "core/plan/step.hpp"

#include "core/kinds/kind_ops.hpp"

namespace flux {

Step step_of(Op op, const Object& object, const Statement& statement) {
    const Effects& effects = statement.effects;
    return {.op = op,
            .kind = std::string(kinds::ops(object).name),
            .object = object.id.text(),
            .sql = statement.sql,
            .hazards = findings_of(effects.hazards),
            .lock = effects.lock,
            .rewrites = effects.rewrites,
            .scans = effects.scans,
            .transactional = effects.transactional,
            .holds_secret = !statement.secret_sql.empty(),
            .secret_sql = statement.secret_sql};
}

} // namespace flux
