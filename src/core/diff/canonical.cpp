#include "core/diff/canonical.hpp"

#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

void append(std::string& out, const Grant& grant) {
    append_canonical(out, grant.grantee);
    append_canonical(out, grant.privilege);
    append_canonical(out, grant.grantable);
}

void append(std::string& out, const Object& object) {
    append_canonical(out, std::string(kinds::ops(object).name));
    for (const std::string* part : {&object.id.schema, &object.id.parent, &object.id.name, &object.id.args, &object.owner})
        append_canonical(out, *part);
    append_canonical(out, object.comment);
    if (object.privileges)
        for (const Grant& grant : *object.privileges) append(out, grant);
    object.attributes.append_canonical(out);
    out += '\n';
}

} // namespace

std::string canonical_text(const Model& model) {
    std::string out;
    for (const Object& object : model.objects()) append(out, object);
    return out;
}

} // namespace flux
