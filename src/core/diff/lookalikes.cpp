#include "core/diff/lookalikes.hpp"

#include <map>
#include <string>
#include <tuple>

#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

// Kind, schema, parent, shape.
using Class = std::tuple<Kind, std::string, std::string, std::string>;
using Candidates = std::map<Class, std::vector<const Object*>>;

std::string compared_text(const Object& object) {
    JsonWriter out;
    out.begin_object();
    object.attributes.write_fields(out, Detail::compared);
    out.end();
    return out.take();
}

// Columns and their attributes tell tables and composite types; what they are called is part of the names of other parts.
std::string shape_of(const Object& object, const Model& model) {
    if (model.container(object.id.schema, object.id.name) != &object) return compared_text(object);
    std::string out, parts;
    for (const std::size_t child : model.children(object.id.schema, object.id.name)) {
        const Object& part = model.objects()[child];
        if (kinds::ops(part).position) parts += part.id.name + " " + compared_text(part) + "\n";
    }
    return parts.empty() ? compared_text(object) : parts;
}

Candidates only_in(const Model& model, const Model& other, const Management& management) {
    Candidates out;
    for (const Object& object : model.objects()) {
        const kinds::Ops& ops = kinds::ops(object);
        const Identity& id = object.id;
        const bool can = ops.rename && !ops.twin_key && management.covers(id) && !other.find(id);
        // Parts of what comes or goes itself say nothing.
        if (!can || (!id.parent.empty() && !other.container(id.schema, id.parent))) continue;
        out[{id.kind, id.schema, id.parent, shape_of(object, model)}].push_back(&object);
    }
    return out;
}

} // namespace

std::vector<std::pair<const Object*, const Object*>> lookalikes(const Model& live, const Model& desired, const Management& management) {
    std::vector<std::pair<const Object*, const Object*>> out;
    const Candidates created = only_in(desired, live, management);
    for (const auto& [key, dropped] : only_in(live, desired, management)) {
        const auto at = created.find(key);
        if (at != created.end() && dropped.size() == 1 && at->second.size() == 1) out.emplace_back(dropped[0], at->second[0]);
    }
    return out;
}

} // namespace flux
