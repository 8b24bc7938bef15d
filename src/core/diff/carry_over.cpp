#include "core/diff/carry_over.hpp"

#include <set>

#include "core/kinds/kind_ops.hpp"
#include "core/kinds/publication.hpp"

namespace flux {
namespace {

// Relations that only the live model has, as DDL names them.
std::set<std::string> gone_relations(const Model& live, const Model& desired) {
    std::set<std::string> gone;
    for (const Object& object : live.objects())
        if (kinds::ops(object).shares_relation_names && !desired.container(object.id.schema, object.id.name))
            gone.insert(object.id.qualified());
    return gone;
}

} // namespace

void carry_over(const Model& live, const Management& management, Model& desired) {
    const std::set<std::string> gone = gone_relations(live, desired);
    for (Object& object : desired.mutable_objects()) {
        const Object* const before = management.covers(object.id) ? nullptr : live.find(object.id);
        if (!before) continue;
        object.owner = before->owner;
        object.comment = before->comment;
        object.privileges = before->privileges;
        object.attributes = before->attributes;
        if (object.id.kind == Kind::publication) kinds::unpublish(object, gone);
    }
    const auto known = desired.dependencies();
    std::vector<Dependency> all(known.begin(), known.end());
    for (const Dependency& d : live.dependencies()) {
        const Object* const from = desired.find(live.objects()[d.from].id);
        const Object* const on = desired.find(live.objects()[d.on].id);
        if (from && on && !management.covers(from->id)) all.push_back({desired.position(*from), d.facet, desired.position(*on)});
    }
    desired.set_dependencies(std::move(all));
}

} // namespace flux
