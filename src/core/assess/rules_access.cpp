// Who may see and do what: privileges, row-level security, owners, SECURITY DEFINER.
#include "core/assess/context.hpp"

#include <algorithm>
#include <array>

#include "core/kinds/function.hpp"
#include "core/kinds/procedure.hpp"
#include "core/kinds/table.hpp"
#include "core/kinds/view.hpp"

namespace flux::hazard {
namespace {

// A view reads with the rights of its owner, unless it says otherwise.
bool reads_as_owner(const Object& object) {
    if (object.id.kind != Kind::view) return false;
    const auto& options = object.as<kinds::View>().options;
    return std::none_of(options.begin(), options.end(), [](const std::string& option) { return option == "security_invoker=true"; });
}

Answer privileges_widened(const Context& c) {
    if (!c.from || !c.to) return std::nullopt;
    std::string text = reads_as_owner(*c.to) && !reads_as_owner(*c.from) ? "security_invoker is off" : "";
    if (!c.facts.privileges_managed || !c.from->privileges || !c.to->privileges) return when(!text.empty(), text);
    const Privileges& had = *c.from->privileges;
    for (const Grant& grant : *c.to->privileges) {
        if (std::find(had.begin(), had.end(), grant) != had.end()) continue;
        if (grant.grantee == kPublic || grant.grantable)
            text += (text.empty() ? "" : ", ") + grant.privilege + " to " + grant.grantee;
    }
    return when(!text.empty(), text);
}

// Where an object is made anew, what it does not get again is lost without a REVOKE.
Answer privileges_lost(const Context& c) {
    if (!c.from) return std::nullopt;
    const bool tells = c.starts("REVOKE ") || (c.step.op == Op::replace && c.starts("DROP "));
    if (!tells || !c.to || !c.from->privileges || !c.to->privileges) return when(c.starts("REVOKE "));
    return when(c.facts.privileges_managed && !revoked_privileges(*c.from->privileges, *c.to->privileges).empty());
}

Answer row_security_off(const Context& c) {
    if (!c.from || !c.to || c.from->id.kind != Kind::table || !c.in_use()) return std::nullopt;
    const auto &before = c.from->as<kinds::Table>(), &after = c.to->as<kinds::Table>();
    return when((before.row_security && !after.row_security) ||
                (before.row_security && before.force_row_security && !after.force_row_security));
}

Answer row_security_gap(const Context& c) {
    if (!c.from || c.from->id.kind != Kind::policy || !c.relation || !c.in_use()) return std::nullopt;
    const bool goes = c.step.op == Op::drop || c.step.op == Op::replace || c.starts("ALTER POLICY ");
    return when(goes && c.relation->id.kind == Kind::table && c.relation->as<kinds::Table>().row_security);
}

Answer owner_changed(const Context& c) {
    if (!c.facts.owners_managed || !c.from || !c.to || c.to->owner.empty() || c.from->owner == c.to->owner) return std::nullopt;
    if (c.step.op != Op::replace && !c.says(" OWNER TO ")) return std::nullopt;
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
