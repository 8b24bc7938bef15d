// What clients, the planner and later rows meet after a step.
#include "core/assess/context.hpp"

#include <algorithm>
#include <array>

#include "core/kinds/column.hpp"
#include "core/kinds/constraint.hpp"
#include "core/kinds/enum_type.hpp"
#include "core/kinds/foreign_key.hpp"
#include "core/kinds/index.hpp"
#include "core/kinds/table.hpp"
#include "core/text/quote.hpp"

namespace flux::hazard {
namespace {

// Names that statements of clients hold.
bool is_named_by_clients(Kind kind) {
    return kind == Kind::table || kind == Kind::materialized_view || kind == Kind::column;
}

// Not what only steps aside: that is called in the step what it is called before.
Answer renamed(const Context& c) {
    return when(c.step.op == Op::rename && c.in_use() && c.step.before && is_named_by_clients(c.step.before->kind) &&
                c.step.object != c.step.before->text());
}

bool is_rebuilt_for_others(Kind kind) {
    switch (kind) {
    case Kind::view:
    case Kind::materialized_view:
    case Kind::rule:
    case Kind::policy:
    case Kind::function:
    case Kind::procedure:
    case Kind::aggregate:
        return true;
    default:
        return false;
    }
}

Answer dependent_rebuilt(const Context& c) {
    if (!c.from || !c.to || c.step.op != Op::replace || !is_rebuilt_for_others(c.from->id.kind)) return std::nullopt;
    const bool view = c.from->id.kind == Kind::view || c.from->id.kind == Kind::materialized_view;
    return when(c.starts("DROP ") && (view ? !c.changes_attribute("definition") : c.changes.empty()));
}

// Are these labels among those, in the same order?
bool within(const std::vector<std::string>& labels, const std::vector<std::string>& all) {
    auto at = all.begin();
    for (const std::string& label : labels) {
        at = std::find(at, all.end(), label);
        if (at == all.end()) return false;
        ++at;
    }
    return true;
}

Answer label_removed(const Context& c) {
    if (!c.from || !c.to || c.from->id.kind != Kind::enum_type || c.to->id.kind != Kind::enum_type) return std::nullopt;
    const auto &before = c.from->as<kinds::EnumType>().labels, &after = c.to->as<kinds::EnumType>().labels;
    std::string gone;
    for (const std::string& label : before)
        if (std::find(after.begin(), after.end(), label) == after.end()) gone += (gone.empty() ? "" : ", ") + quote_literal(label);
    return when(!within(before, after), gone);
}

Answer statistics_lost(const Context& c) {
    return when(c.from && c.from->id.kind == Kind::column && c.in_use() && c.changes_attribute("type") &&
                c.says(" TYPE "));
}

// What is stored by the function's result: in an index, a generated column, or rows that a check let in.
const Object* stores_result(const Object& object, const Model& live) {
    const bool stores = object.id.kind == Kind::index ||
                        (object.id.kind == Kind::constraint && object.as<kinds::Constraint>().type != "primary key") ||
                        (object.id.kind == Kind::column && object.as<kinds::Column>().generated);
    return stores ? live.container(object.id.schema, object.id.parent) : nullptr;
}

Answer stale_results(const Context& c) {
    if (!c.from || !c.to || c.from->id.kind != Kind::function) return std::nullopt;
    if (!c.changes_attribute("body") && !c.changes_attribute("sql_body") && !c.changes_attribute("library"))
        return std::nullopt;
    std::string users;
    for (const Dependency& each : c.live.dependencies()) {
        if (&c.live.objects()[each.on] != c.from) continue;
        const Object& user = c.live.objects()[each.from];
        const Object* const table = stores_result(user, c.live);
        const RelationFacts* const facts = table ? c.facts.find(table->address.object_id) : nullptr;
        if (facts && !facts->empty) users += (users.empty() ? "" : ", ") + user.id.text();
    }
    return when(!users.empty(), users);
}

Answer not_validated(const Context& c) {
    if (!c.in_use() || c.from || !c.to) return std::nullopt;
    if (c.to->id.kind == Kind::foreign_key) return when(!c.to->as<kinds::ForeignKey>().validated);
    return when(c.to->id.kind == Kind::constraint && !c.to->as<kinds::Constraint>().validated);
}

bool begins_with(const Object& object, const std::vector<std::string>& columns) {
    if (object.id.kind == Kind::constraint) {
        const auto& key = object.as<kinds::Constraint>();
        return key.type != "check" && !key.columns.empty() &&
               std::find(columns.begin(), columns.end(), key.columns.front()) != columns.end();
    }
    if (object.id.kind != Kind::index) return false;
    const std::string definition = object.as<kinds::Index>().definition.sql();
    const auto open = definition.find('(');
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
        const std::string name = quote_ident(column);
        const auto end = open + 1 + name.size();
        return definition.compare(open + 1, name.size(), name) == 0 && end < definition.size() &&
               std::string_view(",) ").find(definition[end]) != std::string_view::npos;
    });
}

Answer foreign_key_unindexed(const Context& c) {
    if (!c.creates(Kind::foreign_key) || !c.in_use()) return std::nullopt;
    const auto& columns = c.to->as<kinds::ForeignKey>().columns;
    for (const std::size_t child : c.desired.children(c.to->id.schema, c.to->id.parent))
        if (begins_with(c.desired.objects()[child], columns)) return std::nullopt;
    return std::string();
}

Answer cascading_delete(const Context& c) {
    return when(c.creates(Kind::foreign_key) && c.in_use() &&
                c.to->as<kinds::ForeignKey>().definition.find(" ON DELETE CASCADE") != std::string::npos);
}

Answer unlogged(const Context& c) {
    if (!c.from || !c.to || c.from->id.kind != Kind::table || !c.in_use()) return std::nullopt;
    return when(!c.from->as<kinds::Table>().unlogged && c.to->as<kinds::Table>().unlogged);
}

} // namespace

std::span<const Rule> use_rules() {
    static constexpr auto rules = std::to_array<Rule>({
        {Hazard::renamed, renamed},
        {Hazard::dependent_rebuilt, dependent_rebuilt},
        {Hazard::label_removed, label_removed},
        {Hazard::statistics_lost, statistics_lost},
        {Hazard::stale_results, stale_results},
        {Hazard::not_validated, not_validated},
        {Hazard::foreign_key_unindexed, foreign_key_unindexed},
        {Hazard::cascading_delete, cascading_delete},
        {Hazard::unlogged, unlogged},
    });
    return rules;
}

} // namespace flux::hazard
