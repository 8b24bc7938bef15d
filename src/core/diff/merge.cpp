#include "core/diff/merge.hpp"

namespace flux {

Model merged(const Model& live, const Model& desired, const Management& management) {
    std::vector<Object> objects;
    for (const Object& object : live.objects()) {
        const Object* const carried = desired.find(object.id); // see carry_over
        if (!management.covers(object.id)) objects.push_back(carried ? *carried : object);
    }
    for (const Object& declared : desired.objects()) {
        if (!management.covers(declared.id)) continue;
        Object& object = objects.emplace_back(declared);
        const Object* const there = live.find(declared.id);
        if (there == nullptr) continue;
        if (!management.owners) object.owner = there->owner;
        if (!management.privileges) object.privileges = there->privileges;
    }
    Model model(std::move(objects));
    model.server_default_privileges = live.server_default_privileges;
    model.server_version = live.server_version;
    return model;
}

} // namespace flux
