#include "core/model/json.hpp"

#include <algorithm>
#include <tuple>

#include "core/facts/facts.hpp"
#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

class Writer {
public:
    Writer(const Model& model, Detail detail) : model_(model), detail_(detail) {}

    std::string write(const facts::Facts* facts) {
        out_.begin_object();
        out_.key("format");
        out_.value(std::int64_t{1});
        if (detail_ == Detail::all) {
            out_.key("server_version_num");
            out_.value(std::int64_t{model_.server_version});
        }
        std::vector<const Object*> objects;
        for (const Object& object : model_.objects())
            if (!belongs_to_another(object)) objects.push_back(&object);
        write_lists(objects);
        if (facts != nullptr) {
            out_.key("facts");
            write_value(out_, *facts, detail_);
        }
        out_.end();
        return out_.take();
    }

private:
    bool belongs_to_another(const Object& object) const {
        return !object.id.parent.empty() && model_.container(object.id.schema, object.id.parent);
    }

    // One list a kind; the objects come kind by kind.
    void write_lists(const std::vector<const Object*>& objects) {
        const Object* before = nullptr;
        for (const Object* object : objects) {
            if (!before || before->id.kind != object->id.kind) {
                if (before) out_.end();
                out_.key(kinds::ops(*object).plural);
                out_.begin_array();
            }
            write(*object);
            before = object;
        }
        if (before) out_.end();
    }

    void text(const char* key, const std::string& value) {
        out_.key(key);
        out_.value(value);
    }

    void write(const Object& object) {
        out_.begin_object();
        if (!object.id.schema.empty() && object.id.parent.empty()) text("schema", object.id.schema);
        text("name", object.id.name);
        if (kinds::ops(object).shares_routine_names || !object.id.args.empty()) text("args", object.id.args);
        if (!object.owner.empty()) text("owner", object.owner);
        if (object.comment) text("comment", *object.comment);
        if (object.privileges) write_privileges(*object.privileges);
        object.attributes.write_fields(out_, detail_);
        if (model_.container(object.id.schema, object.id.name) == &object) write_lists(children(object));
        out_.end();
    }

    void write_privileges(const Privileges& privileges) {
        out_.key("privileges");
        out_.begin_array();
        for (const Grant& grant : privileges) {
            out_.begin_object();
            text("grantee", grant.grantee);
            text("privilege", grant.privilege);
            out_.key("grantable");
            out_.value(grant.grantable);
            out_.end();
        }
        out_.end();
    }

    std::vector<const Object*> children(const Object& object) const {
        std::vector<const Object*> out;
        for (const std::size_t child : model_.children(object.id.schema, object.id.name))
            out.push_back(&model_.objects()[child]);
        // Why not when compared: a new column stands last, wherever it was declared.
        const bool by_position = detail_ == Detail::all;
        std::stable_sort(out.begin(), out.end(), [&](const Object* a, const Object* b) {
            return std::tuple(a->id.kind, by_position ? position(*a) : 0) <
                   std::tuple(b->id.kind, by_position ? position(*b) : 0);
        });
        return out;
    }

    static std::int64_t position(const Object& object) {
        const auto of = kinds::ops(object).position;
        return of ? of(object) : 0;
    }

    const Model& model_;
    Detail detail_;
    JsonWriter out_;
};

} // namespace

std::string model_to_json(const Model& model, Detail detail, const facts::Facts* facts) {
    return Writer(model, detail).write(facts);
}

} // namespace flux
