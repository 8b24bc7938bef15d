#include "core/model/model.hpp"

#include <algorithm>

namespace flux {
namespace {

bool can_contain(Kind kind) {
    switch (kind) {
    case Kind::domain:
    case Kind::table:
    case Kind::foreign_table:
    case Kind::view:
    case Kind::materialized_view:
    case Kind::composite_type:
        return true;
    default:
        return false;
    }
}

} // namespace

Model::Model(std::vector<Object> objects) : objects_(std::move(objects)) {
    std::sort(objects_.begin(), objects_.end(), [](const Object& a, const Object& b) { return a.id < b.id; });
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        const Identity& id = objects_[i].id;
        if (i > 0 && objects_[i - 1].id == id)
            throw Error(ErrorCode::internal, "two objects are called " + id.text());
        if (!id.parent.empty()) children_[{id.schema, id.parent}].push_back(i);
        if (can_contain(id.kind)) containers_[{id.schema, id.name}] = i;
    }
}

const Object* Model::find(const Identity& id) const {
    const auto at = std::lower_bound(objects_.begin(), objects_.end(), id,
                                     [](const Object& object, const Identity& wanted) { return object.id < wanted; });
    return at != objects_.end() && at->id == id ? &*at : nullptr;
}

std::span<const std::size_t> Model::children(const std::string& schema, const std::string& name) const {
    const auto at = children_.find({schema, name});
    return at == children_.end() ? std::span<const std::size_t>() : std::span<const std::size_t>(at->second);
}

const Object* Model::container(const std::string& schema, const std::string& name) const {
    const auto at = containers_.find({schema, name});
    return at == containers_.end() ? nullptr : &objects_[at->second];
}

void Model::set_dependencies(std::vector<Dependency> dependencies) {
    std::sort(dependencies.begin(), dependencies.end());
    dependencies.erase(std::unique(dependencies.begin(), dependencies.end()), dependencies.end());
    dependencies_ = std::move(dependencies);
}

Model Model::filtered(const std::function<bool(const Object&)>& keep) const {
    constexpr auto kGone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> moved(objects_.size(), kGone);
    std::vector<Object> kept;
    for (std::size_t i = 0; i < objects_.size(); ++i)
        if (keep(objects_[i])) {
            moved[i] = kept.size(); // they stay in order
            kept.push_back(objects_[i]);
        }
    Model out(std::move(kept));
    std::vector<Dependency> dependencies;
    for (const Dependency& d : dependencies_)
        if (moved[d.from] != kGone && moved[d.on] != kGone) dependencies.push_back({moved[d.from], d.facet, moved[d.on]});
    out.set_dependencies(std::move(dependencies));
    for (OutsideDependent dependent : outside_dependents)
        if ((dependent.on = moved[dependent.on]) != kGone) out.outside_dependents.push_back(std::move(dependent));
    out.server_version = server_version;
    out.server_default_privileges = server_default_privileges;
    return out;
}

} // namespace flux
