#include "core/kinds/enum_use.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// What depends on the enum, on a column or partitioned table that does, and so on: a partition's bound names
// its labels with no dependency of its own.
std::set<std::size_t> dependents(const Model& model, const Object& type) {
    std::set<std::size_t> found = {model.position(type)};
    for (bool grew = true; grew;) {
        const std::size_t before = found.size();
        for (const Dependency& dependency : model.dependencies())
            if (found.contains(dependency.on)) found.insert(dependency.from);
        for (std::size_t i = 0; i < model.objects().size(); ++i) {
            const Identity& id = model.objects()[i].id;
            if (id.parent.empty() || !found.contains(i)) continue;
            if (const Object* container = model.container(id.schema, id.parent))
                found.insert(model.position(*container));
        }
        grew = found.size() > before;
    }
    found.erase(model.position(type));
    return found;
}

std::string print(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// The text of what PostgreSQL evaluates or analyses when it makes the object. A routine's quoted body is not.
std::string evaluated_text(const Object& object) {
    nlohmann::json attributes = nlohmann::json::parse(object.attributes.text());
    attributes.erase("body");
    return print(attributes);
}

std::string as_in_json(const std::string& text) {
    const std::string quoted = print(text);
    return quoted.substr(1, quoted.size() - 2);
}

} // namespace

bool uses_new_label(const Alteration& alteration, const std::vector<std::string>& added) {
    const Model& desired = alteration.desired;
    if (added.empty()) return false;
    for (const std::size_t position : dependents(desired, alteration.to)) {
        const Object& object = desired.objects()[position];
        const Object* before = alteration.live.find(object.id);
        if (before && before->attributes == object.attributes) continue;
        const std::string text = evaluated_text(object);
        if (std::any_of(added.begin(), added.end(), [&](const std::string& label) {
                return text.find(as_in_json(quote_literal(label))) != std::string::npos;
            }))
            return true;
    }
    return false;
}

} // namespace flux::kinds
