#include "core/plan/dump.hpp"

#include <algorithm>
#include <map>

#include "core/kinds/kind_ops.hpp"
#include "core/plan/planner.hpp"

namespace flux {
namespace {

constexpr const char* kFlatPath = "schema.sql";

// Schema public as each new database has it, so that only what is different about it is told.
Model new_database(const Model& like) {
    std::vector<Object> objects;
    if (const Object* found = like.find({.kind = Kind::schema, .name = "public"})) {
        Object& schema = objects.emplace_back(*found);
        schema.comment = "standard public schema";
        schema.privileges = {{kOwner, "CREATE"}, {kOwner, "USAGE"}, {kPublic, "USAGE"}};
        if (like.server_version >= 150000)
            schema.owner = "pg_database_owner";
        else
            schema.privileges->insert(schema.privileges->end() - 1, {kPublic, "CREATE"});
    }
    Model model(std::move(objects));
    model.server_default_privileges = like.server_default_privileges;
    model.server_version = like.server_version;
    return model;
}

Plan steps_to(const Model& model, const std::string& role) {
    PlanOptions options;
    options.role = role;
    for (const kinds::Ops* kind : kinds::all())
        if (kind->in_database) options.management.database_kinds.insert(kind->kind);
    return make_plan(new_database(model), model, options);
}

// Letters, digits and what is harmless in a file name stay; the rest becomes %XX.
std::string file_name(const std::string& name) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '_' || c == '-' || c == '.' || c == ' ' || c == '(' || c == ')' || c == ',';
        if (plain && !(out.empty() && c == '.'))
            out += c;
        else
            (out += '%') += {kHex[byte >> 4], kHex[byte & 15]};
    }
    return out;
}

class Files {
public:
    explicit Files(const Model& model) {
        for (const Object& object : model.objects()) {
            const Object* owner = &object;
            if (!object.id.parent.empty())
                if (const Object* container = model.container(object.id.schema, object.id.parent)) owner = container;
            paths_[{std::string(kinds::ops(object).name), object.id.text()}] = path_of(*owner);
        }
    }

    void add(const Step& step) {
        const std::string& path = paths_.at({step.kind, step.object});
        const auto at = texts_.find(path);
        if (at == texts_.end())
            texts_.emplace(path, step.sql + ";\n");
        else
            at->second += step.sql + ";\n";
    }

    std::vector<DumpedFile> take() const {
        std::vector<DumpedFile> files;
        for (const auto& [path, sql] : texts_) files.push_back({path, sql});
        return files;
    }

private:
    static std::string path_of(const Object& object) {
        std::string folder(kinds::ops(object).plural);
        std::replace(folder.begin(), folder.end(), ' ', '_');
        // Why: they decide about what is created after them, and files are joined in the order of their names.
        if (object.id.kind == Kind::default_privileges) folder = "zz_" + folder;
        return folder + "/" + file_name(object.id.text()) + ".sql";
    }

    std::map<std::pair<std::string, std::string>, std::string> paths_; // of (kind, object)
    std::map<std::string, std::string> texts_;
};

} // namespace

std::vector<DumpedFile> dump(const Model& whole, const std::string& role, Layout layout) {
    Model model = whole;
    for (Object& object : model.mutable_objects())
        if (const auto leave_out = kinds::ops(object).leave_out_secrets) leave_out(object);
    const Plan steps = steps_to(model, role);
    if (layout == Layout::kind) {
        Files files(model);
        for (const Step& step : steps) files.add(step);
        return files.take();
    }
    // Why: a body in SQL may use what comes after it.
    std::string sql = "SET check_function_bodies = false;\n";
    for (const Step& step : steps) sql += "\n" + step.sql + ";\n";
    return {{kFlatPath, std::move(sql)}};
}

} // namespace flux
