#include "core/plan/undo.hpp"

#include <algorithm>

#include "core/plan/rename_steps.hpp"

namespace flux {
namespace {

// What stands after the plan: the declaration, with owners and privileges as they were where it does not speak of them.
Model after_plan(const Model& live, const Model& desired, const Management& management) {
    Model out = desired;
    for (Object& object : out.mutable_objects()) {
        const Object* const before = live.find(object.id);
        if (!before) continue;
        if (!management.owners) object.owner = before->owner;
        if (!management.privileges) object.privileges = before->privileges;
    }
    return out;
}

bool loses(const Step& step) {
    return std::any_of(step.hazards.begin(), step.hazards.end(),
                       [](const Finding& finding) { return finding.hazard == Hazard::data_loss; });
}

// A USING of the user's own has no known inverse.
bool converted_by_user(const Identity& column, const Model& live, const Model& desired) {
    const Object *from = live.find(column), *to = desired.find(column);
    if (!from || !to) return false;
    const auto changes = from->attributes.changes_to(to->attributes);
    return std::any_of(changes.begin(), changes.end(), [](const AttributeChange& change) { return change.name == "type"; });
}

Named emptied_by(const Model& live, const Model& desired, const PlanOptions& options, const Plan& steps) {
    Named out;
    for (const Step& step : steps)
        if (loses(step)) out.emplace(step.kind, step.object);
    for (const auto& [column, expression] : options.using_expressions)
        if (converted_by_user(column, live, desired)) out.emplace("column", column.text());
    return out;
}

} // namespace

Plan make_undo(const Model& live, const Model& desired, const PlanOptions& options, const Plan& steps) {
    PlanOptions back;
    back.management = options.management;
    back.management.owners = back.management.privileges = true;
    back.role = options.role;
    back.emptied = emptied_by(live, desired, options, steps);
    Plan out = make_plan(after_plan(live, desired, options.management), live, back);
    const Plan renames = rename_back_steps(options, live);
    out.insert(out.end(), renames.begin(), renames.end());
    return out;
}

} // namespace flux
