#include "server/run/declared.hpp"

#include <algorithm>
#include <set>

namespace flux::run {
namespace {

std::set<std::string> schemas_in_use(const Model& built, const shadow::Declaration& declaration,
                                     const std::vector<std::string>& schemas) {
    // A source that creates none takes all of them as given.
    if (declaration.created_schemas.empty()) return {schemas.begin(), schemas.end()};
    std::set<std::string> used = {schemas.front(), "public"};
    used.insert(declaration.created_schemas.begin(), declaration.created_schemas.end());
    for (const Object& object : built.objects())
        if (!object.id.schema.empty()) used.insert(object.id.schema);
    return used;
}

bool is_declared(const Object& extension, const shadow::Declaration& declaration) {
    const auto& declared = declaration.extensions;
    return std::find(declared.begin(), declared.end(), extension.id.name) != declared.end();
}

} // namespace

Model declared(const Model& built, const shadow::Declaration& declaration, const std::vector<std::string>& schemas) {
    const std::set<std::string> used = schemas_in_use(built, declaration, schemas);
    return built.filtered([&](const Object& object) {
        if (object.id.kind == Kind::schema) return used.contains(object.id.name);
        return object.id.kind != Kind::extension || is_declared(object, declaration);
    });
}

} // namespace flux::run
