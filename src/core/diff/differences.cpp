#include "core/diff/differences.hpp"

#include "core/kinds/kind_ops.hpp"

namespace flux {
namespace {

std::optional<Difference> compare(const Object& from, const Object& to, const Management& management) {
    Difference out{.from = &from, .to = &to, .attributes = from.attributes.changes_to(to.attributes)};
    out.owner = management.owners && from.owner != to.owner;
    out.comment = from.comment != to.comment;
    out.privileges = management.privileges && from.privileges != to.privileges;
    if (out.attributes.empty() && !out.owner && !out.comment && !out.privileges) return std::nullopt;
    return out;
}

} // namespace

bool Management::covers(const Identity& id) const {
    return !kinds::ops(id.kind).in_database || !id.schema.empty() || database_kinds.contains(id.kind);
}

std::vector<Difference> differences(const Model& from, const Model& to, const Management& management) {
    std::vector<Difference> out;
    auto a = from.objects().begin();
    auto b = to.objects().begin();
    const auto a_end = from.objects().end(), b_end = to.objects().end();
    const auto covered = [&](const Object& object) { return management.covers(object.id); };
    while (a != a_end || b != b_end) {
        if (b == b_end || (a != a_end && a->id < b->id)) {
            if (covered(*a)) out.push_back({.from = &*a});
            ++a;
        } else if (a == a_end || b->id < a->id) {
            if (covered(*b)) out.push_back({.to = &*b});
            ++b;
        } else {
            if (covered(*a))
                if (auto difference = compare(*a, *b, management)) out.push_back(std::move(*difference));
            ++a, ++b;
        }
    }
    return out;
}

} // namespace flux
