// Who waits, and how long: locks, rewrites and scans, weighed with the size of the tables and with who uses them now.
#include "core/assess/context.hpp"

#include <array>

#include "core/kinds/column.hpp"
#include "core/kinds/constraint.hpp"
#include "core/kinds/domain.hpp"

namespace flux::hazard {
namespace {

constexpr std::size_t kManyTables = 10;

// The large ones of them; nothing where there is none.
Answer large(const Context& c, const std::vector<const RelationFacts*>& relations) {
    std::string text;
    for (const RelationFacts* each : relations)
        if (!each->empty && each->bytes >= c.facts.large_table)
            text += (text.empty() ? "" : "; ") + each->name + ": " + size_text(*each);
    return when(!text.empty(), text);
}

bool is_key(const Object& object) {
    return object.id.kind == Kind::constraint && object.as<kinds::Constraint>().type != "check";
}

bool builds_index(const Context& c) {
    const Object* const object = c.to ? c.to : c.from;
    return object && (object->id.kind == Kind::index || is_key(*object));
}

// Of a script, of which no model says what it is about.
Answer lost_data(const Context& c) {
    if (c.step.before || c.step.after || !c.step.measured) return std::nullopt;
    std::string text;
    for (const auto& [name, what] : c.step.measured->lost)
        if (const RelationFacts* table = c.facts.find(name); table && !table->empty)
            text += (text.empty() ? "" : "; ") + name + ": " + what;
    return when(!text.empty(), text);
}

Answer table_rewrite(const Context& c) { return large(c, c.rewritten()); }

Answer table_scan(const Context& c) {
    if (c.step.lock < Lock::share || !c.rewritten().empty() || builds_index(c)) return std::nullopt;
    return large(c, c.scanned());
}

Answer index_build(const Context& c) {
    return builds_index(c) && c.step.lock >= Lock::share && c.step.transactional ? large(c, c.scanned()) : std::nullopt;
}

Answer volatile_default(const Context& c) {
    if (!c.creates(Kind::column) || !c.in_use() || !c.step.rewrites || !c.says(" ADD COLUMN ")) return std::nullopt;
    const auto& column = c.to->as<kinds::Column>();
    return when(column.default_value && !column.generated && !column.identity);
}

// Its domain may have a default.
bool type_has_default(const kinds::Column& column, const Model& desired) {
    for (const Object& object : desired.objects())
        if (object.id.kind == Kind::domain && object.id.qualified() == column.type)
            return object.as<kinds::Domain>().default_value.has_value();
    return false;
}

Answer no_default(const Context& c) {
    if (!c.creates(Kind::column) || !c.in_use() || !c.says(" ADD COLUMN ")) return std::nullopt;
    const auto& column = c.to->as<kinds::Column>();
    return when(column.not_null && !column.foreign && !column.default_value && !column.generated && !column.identity &&
                    !type_has_default(column, c.desired),
                c.relation_facts->name + ": " + size_text(*c.relation_facts));
}

Answer lock_queue(const Context& c) {
    std::string text;
    for (const RelationFacts* each : c.locked(Lock::share))
        if (!each->held_by.empty()) text += (text.empty() ? "" : "; ") + each->name + ": " + each->held_by;
    return when(!text.empty(), text);
}

Answer many_tables(const Context& c) {
    const std::size_t count = c.locked(Lock::share).size();
    return when(count >= kManyTables, std::to_string(count) + " tables");
}

Answer standby_conflict(const Context& c) {
    if (c.facts.standbys == 0) return std::nullopt;
    for (const RelationFacts* each : c.locked(Lock::access_exclusive))
        if (!each->empty) return std::to_string(c.facts.standbys) + " connected";
    return std::nullopt;
}

Answer not_transactional(const Context& c) { return when(!c.step.transactional); }

} // namespace

std::span<const Rule> cost_rules() {
    static constexpr auto rules = std::to_array<Rule>({
        {Hazard::no_default, no_default},
        {Hazard::table_rewrite, table_rewrite, true},
        {Hazard::table_scan, table_scan, true},
        {Hazard::index_build, index_build, true},
        {Hazard::volatile_default, volatile_default},
        {Hazard::lock_queue, lock_queue, true},
        {Hazard::many_tables, many_tables, true},
        {Hazard::standby_conflict, standby_conflict, true},
        {Hazard::not_transactional, not_transactional, true},
        {Hazard::data_loss, lost_data, true},
    });
    return rules;
}

} // namespace flux::hazard
