#include "server/catalog/ignore.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/text/quote.hpp"
#include "server/pg/spi.hpp"

namespace flux::catalog {
namespace {

// Why not columns: nothing ties a column to its table but that table, and what is built anew would lose it.
bool can_be_ignored(Kind kind) { return kind != Kind::column && kind != Kind::view_column; }

void require_kind(const IgnoreRule& rule) {
    const auto all = kinds::all();
    if (std::none_of(all.begin(), all.end(), [&](const kinds::Ops* kind) { return can_be_ignored(kind->kind) && like(kind->name, rule.kind); }))
        throw Error(ErrorCode::invalid_parameter, "pg_flux.ignore has a rule for kind " + quote_literal(rule.kind) + ", of which nothing can be ignored", "",
                    "Kinds are called as in the column kind of pg_flux.diff; % stands for all but columns.");
}

} // namespace

std::vector<IgnoreRule> ignore_rules() {
    pg::Spi spi;
    std::vector<IgnoreRule> rules;
    for (const auto& row : spi.query("SELECT kind, schema, name FROM pg_flux.ignore").cells)
        require_kind(rules.emplace_back(IgnoreRule{*row[0], *row[1], *row[2]}));
    return rules;
}

std::set<Address> leave_out_ignored(const std::vector<IgnoreRule>& rules, std::vector<Object>& objects) {
    std::set<Address> out;
    if (rules.empty()) return out;
    std::erase_if(objects, [&](const Object& object) {
        const bool gone = can_be_ignored(object.id.kind) && ignored(rules, kinds::ops(object).name, object.id);
        if (gone) out.insert(object.address);
        return gone;
    });
    return out;
}

Model without_ignored(const Model& model) {
    const std::vector<IgnoreRule> rules = ignore_rules();
    const auto is_ignored = [&](const Object& object) {
        return can_be_ignored(object.id.kind) && ignored(rules, kinds::ops(object).name, object.id);
    };
    return model.filtered([&](const Object& object) {
        const Object* const whole = object.id.parent.empty() ? nullptr : model.container(object.id.schema, object.id.parent);
        return !is_ignored(object) && !(whole && is_ignored(*whole));
    });
}

} // namespace flux::catalog
