// Who may see and do what: privileges, row-level security, owners, SECURITY DEFINER.
#include "core/assess/context.hpp"

#include <algorithm>
#include <array>

#include "core/kinds/function.hpp"
#include "core/kinds/procedure.hpp"
#include "core/kinds/table.hpp"

namespace flux::hazard {
namespace {

Answer privileges_widened(const Context& c) {
    if (!c.from || !c.to || !c.starts("GRANT ") || !c.from->privileges || !c.to->privileges) return std::nullopt;
    const Privileges& had = *c.from->privileges;
    std::string text;
    for (const Grant& grant : *c.to->privileges) {
        if (std::find(had.begin(), had.end(), grant) != had.end()) continue;
        if (grant.grantee == kPublic || grant.grantable)
            text += (text.empty() ? "" : ", ") + grant.privilege + " to " + grant.grantee;
    }
    return when(!text.empty(), text);
}

Answer privileges_lost(const Context& c) { return when(c.from && c.starts("REVOKE ")); }

Answer row_security_off(const Context& c) {
    if (!c.from || !c.to || c.from->id.kind != Kind::table || !c.in_use()) return std::nullopt;
    const auto &before = c.from->as<kinds::Table>(), &after = c.to->as<kinds::Table>();
    return when((before.row_security && !after.row_security) ||
                (before.row_security && before.force_row_security && !after.force_row_security));
}

Answer row_security_gap(const Context& c) {
    if (!c.from || c.from->id.kind != Kind::policy || !c.relation || !c.in_use()) return std::nullopt;
    const bool goes = c.step.op == Op::drop || c.step.op == Op::replace;
    return when(goes && c.relation->id.kind == Kind::table && c.relation->as<kinds::Table>().row_security);
}

Answer owner_changed(const Context& c) {
    if (!c.from || !c.to || c.step.op != Op::alter || c.from->owner == c.to->owner || !c.says(" OWNER TO ")) return std::nullopt;
    return c.from->owner + " to " + c.to->owner;
}

const kinds::Routine* routine(const Object* object) {
    if (!object) return nullptr;
    if (object->id.kind == Kind::function) return &object->as<kinds::Function>();
    return object->id.kind == Kind::procedure ? &object->as<kinds::Procedure>() : nullptr;
}

bool is_open(const kinds::Routine* routine) {
    return routine && routine->security_definer &&
           std::none_of(routine->settings.begin(), routine->settings.end(),
                        [](const std::string& setting) { return setting.starts_with("search_path="); });
}

Answer search_path_open(const Context& c) { return when(is_open(routine(c.to)) && !is_open(routine(c.from))); }

} // namespace

std::span<const Rule> access_rules() {
    static constexpr auto rules = std::to_array<Rule>({
        {Hazard::privileges_widened, privileges_widened},
        {Hazard::privileges_lost, privileges_lost, true},
        {Hazard::row_security_off, row_security_off},
        {Hazard::row_security_gap, row_security_gap},
        {Hazard::owner_changed, owner_changed},
        {Hazard::search_path_open, search_path_open},
    });
    return rules;
}

} // namespace flux::hazard
