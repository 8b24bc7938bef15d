#include "core/model/json.hpp"

#include <algorithm>
#include <tuple>

#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

using nlohmann::json;

json privileges_to_json(const Privileges& privileges) {
    json out = json::array();
    for (const Grant& grant : privileges)
        out.push_back({{"grantee", grant.grantee}, {"privilege", grant.privilege}, {"grantable", grant.grantable}});
    return out;
}

class Writer {
public:
    Writer(const Model& model, Detail detail) : model_(model), detail_(detail) {}

    json objects() const {
        json out = json::object();
        for (const Object& object : model_.objects()) {
            if (belongs_to_another(object)) continue;
            out[key(object)].push_back(write(object));
        }
        return out;
    }

private:
    static std::string key(const Object& object) { return std::string(kinds::ops(object).plural); }

    bool belongs_to_another(const Object& object) const {
        return !object.id.parent.empty() && model_.container(object.id.schema, object.id.parent);
    }

    json write(const Object& object) const {
        json out = object.attributes.to_json(detail_);
        out["name"] = object.id.name;
        if (!object.id.schema.empty() && object.id.parent.empty()) out["schema"] = object.id.schema;
        if (kinds::ops(object).shares_routine_names) out["args"] = object.id.args;
        if (!object.owner.empty()) out["owner"] = object.owner;
        if (object.comment) out["comment"] = *object.comment;
        if (object.privileges) out["privileges"] = privileges_to_json(*object.privileges);
        if (model_.container(object.id.schema, object.id.name) == &object)
            for (const Object* child : children(object)) out[key(*child)].push_back(write(*child));
        return out;
    }

    std::vector<const Object*> children(const Object& object) const {
        std::vector<const Object*> out;
        for (const std::size_t child : model_.children(object.id.schema, object.id.name))
            out.push_back(&model_.objects()[child]);
        std::stable_sort(out.begin(), out.end(), [](const Object* a, const Object* b) {
            return std::tuple(a->id.kind, position(*a)) < std::tuple(b->id.kind, position(*b));
        });
        return out;
    }

    static std::int64_t position(const Object& object) {
        const auto of = kinds::ops(object).position;
        return of ? of(object) : 0;
    }

    const Model& model_;
    Detail detail_;
};

} // namespace

json model_to_json(const Model& model, Detail detail) {
    json out = Writer(model, detail).objects();
    out["format"] = 1;
    if (detail == Detail::all) out["server_version_num"] = model.server_version;
    return out;
}

} // namespace flux
