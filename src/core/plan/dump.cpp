#include "core/plan/dump.hpp"

#include <algorithm>
#include <map>

#include "core/kinds/kind_ops.hpp"
#include "core/plan/planner.hpp"

namespace flux {
namespace {

constexpr const char* kFlatPath = "schema.sql";
constexpr const char* kPublic = "CREATE SCHEMA public";

Plan steps_from_nothing(const Model& model, const std::string& role) {
    Model nothing;
    nothing.server_default_privileges = model.server_default_privileges;
    nothing.server_version = model.server_version;
    PlanOptions options;
    options.role = role;
    for (const kinds::Ops* kind : kinds::all())
        if (kind->in_database) options.management.database_kinds.insert(kind->kind);
    return make_plan(nothing, model, options);
}

// Every new database has a schema public.
std::string statement_of(const Step& step) {
    return (step.sql == kPublic ? "CREATE SCHEMA IF NOT EXISTS public" : step.sql) + ";\n";
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
            texts_.emplace(path, statement_of(step));
        else
            at->second += statement_of(step);
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
        return folder + "/" + file_name(object.id.text()) + ".sql";
    }

    std::map<std::pair<std::string, std::string>, std::string> paths_; // of (kind, object)
    std::map<std::string, std::string> texts_;
};

} // namespace

std::vector<DumpedFile> dump(const Model& model, const std::string& role, Layout layout) {
    const Plan steps = steps_from_nothing(model, role);
    if (layout == Layout::kind) {
        Files files(model);
        for (const Step& step : steps) files.add(step);
        return files.take();
    }
    std::string sql;
    for (const Step& step : steps) sql += (sql.empty() ? "" : "\n") + statement_of(step);
    return {{kFlatPath, std::move(sql)}};
}

} // namespace flux
