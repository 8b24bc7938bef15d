#include "core/assess/context.hpp"

#include <algorithm>

namespace flux::hazard {
namespace {

bool is_relation(Kind kind) {
    return kind == Kind::table || kind == Kind::materialized_view || kind == Kind::foreign_table ||
           kind == Kind::view || kind == Kind::sequence;
}

const Object* relation_of(const Object* object, const Model& live) {
    if (!object) return nullptr;
    if (is_relation(object->id.kind)) return live.find(object->id);
    return object->id.parent.empty() ? nullptr : live.container(object->id.schema, object->id.parent);
}

} // namespace

Context context_of(const Step& step, const Model& live, const Model& desired, const Facts& facts) {
    Context out{.step = step, .live = live, .desired = desired, .facts = facts};
    if (step.before) out.from = live.find(*step.before);
    if (step.after) out.to = desired.find(*step.after);
    out.relation = relation_of(out.from ? out.from : out.to, live);
    if (out.relation) out.relation_facts = facts.find(out.relation->address.object_id);
    if (out.from && out.to && out.from->id.kind == out.to->id.kind)
        out.changes = out.from->attributes.changes_to(out.to->attributes);
    return out;
}

bool Context::changes_attribute(std::string_view name) const {
    return std::any_of(changes.begin(), changes.end(), [&](const AttributeChange& change) { return change.name == name; });
}

namespace {

std::vector<const RelationFacts*> by_name(const Facts& facts, const std::vector<std::string>& names) {
    std::vector<const RelationFacts*> out;
    for (const std::string& name : names)
        if (const RelationFacts* found = facts.find(name)) out.push_back(found);
    return out;
}

} // namespace

std::vector<const RelationFacts*> Context::rewritten() const {
    if (step.measured) return by_name(facts, step.measured->rewritten);
    return step.rewrites && relation_facts ? std::vector{relation_facts} : std::vector<const RelationFacts*>{};
}

std::vector<const RelationFacts*> Context::scanned() const {
    if (step.measured) return by_name(facts, step.measured->scanned);
    return step.scans && relation_facts ? std::vector{relation_facts} : std::vector<const RelationFacts*>{};
}

std::vector<const RelationFacts*> Context::locked(Lock least) const {
    if (!step.measured)
        return step.lock >= least && relation_facts ? std::vector{relation_facts} : std::vector<const RelationFacts*>{};
    std::vector<std::string> names;
    for (const auto& [name, lock] : step.measured->locks)
        if (lock >= least) names.push_back(name);
    return by_name(facts, names);
}

} // namespace flux::hazard
