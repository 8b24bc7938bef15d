#include "core/model/model.hpp"

#include <algorithm>

namespace flux {
namespace {

bool can_contain(Kind kind) {
    switch (kind) {
    case Kind::domain:
    case Kind::table:
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

} // namespace flux
