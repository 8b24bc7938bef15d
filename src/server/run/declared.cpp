#include "server/run/declared.hpp"

#include <algorithm>
#include <set>

#include "core/kinds/extension.hpp"

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

const shadow::DeclaredExtension* declaration_of(const Object& extension, const shadow::Declaration& declaration) {
    const auto at = std::find_if(declaration.extensions.begin(), declaration.extensions.end(),
                                 [&](const auto& each) { return each.name == extension.id.name; });
    return at == declaration.extensions.end() ? nullptr : &*at;
}

// An extension that is there already was not made again: what the source says of it holds.
void set_declared(Object& extension, const shadow::DeclaredExtension& said) {
    auto& attributes = extension.attributes.as<kinds::Extension>();
    if (said.schema) attributes.schema = *said.schema;
    if (said.version) attributes.version = *said.version;
}

} // namespace

Model declared(const Model& built, const shadow::Declaration& declaration, const std::vector<std::string>& schemas) {
    const std::set<std::string> used = schemas_in_use(built, declaration, schemas);
    Model out = built.filtered([&](const Object& object) {
        if (object.id.kind == Kind::schema) return used.contains(object.id.name);
        return object.id.kind != Kind::extension || declaration_of(object, declaration) != nullptr;
    });
    for (Object& object : out.mutable_objects())
        if (object.id.kind == Kind::extension) set_declared(object, *declaration_of(object, declaration));
    return out;
}

} // namespace flux::run
