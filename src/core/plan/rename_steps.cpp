#include "core/plan/rename_steps.hpp"

#include <ranges>

#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

const Object& under_new_name(const Identity& id, const Model& renamed) {
    const Object* const found = renamed.find(id);
    if (!found) throw Error(ErrorCode::internal, "nothing was renamed to " + id.text());
    return *found;
}

[[noreturn]] void refuse(const Identity& id) {
    throw Error(ErrorCode::feature_not_supported,
                "a " + std::string(kinds::ops(id.kind).name) + " cannot be renamed: " + id.text());
}

void append(const Object& object, const Script& script, Plan& out) {
    for (const Statement& statement : script.statements()) out.push_back(step_of(Op::rename, object, statement));
}

void append_rename(const Identity& from, const Identity& to, const Object& object, Plan& out) {
    const auto write = kinds::ops(object).rename;
    if (!write) refuse(from);
    Object before = object;
    before.id = from;
    Script script;
    write(before, to, script);
    const std::size_t first = out.size();
    append(before, script, out);
    for (std::size_t i = first; i < out.size(); ++i) out[i].before = out[i].after = object.id;
}

void append_part(const Object& object, const std::string& from, const std::string& to, Plan& out) {
    const auto write = kinds::ops(object).rename_part;
    if (!write) refuse(object.id);
    Script script;
    write(object, from, to, script);
    append(object, script, out);
}

} // namespace

Plan rename_steps(const PlanOptions& options, const Model& renamed) {
    Plan out;
    for (const Rename& each : options.renames)
        append_rename(each.from, each.to, under_new_name(each.to, renamed), out);
    for (const PartRename& each : options.part_renames)
        append_part(under_new_name(each.object, renamed), each.from, each.to, out);
    return out;
}

Plan rename_back_steps(const PlanOptions& options, const Model& renamed) {
    Plan out;
    for (const PartRename& each : std::views::reverse(options.part_renames))
        append_part(under_new_name(each.object, renamed), each.to, each.from, out);
    for (const Rename& each : std::views::reverse(options.renames))
        append_rename(each.to, each.from, under_new_name(each.to, renamed), out);
    return out;
}

} // namespace flux
