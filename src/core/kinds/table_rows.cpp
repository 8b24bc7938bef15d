#include "core/kinds/table_rows.hpp"

#include "core/kinds/column.hpp"
#include "core/kinds/column_type.hpp"
#include "core/kinds/composite_value.hpp"
#include "core/kinds/constraint.hpp"
#include "core/kinds/index.hpp"
#include "core/kinds/table.hpp"
#include "core/kinds/type_aside.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

constexpr Effects kRelease = {.lock = Lock::access_exclusive, .phase = Phase::release};
constexpr Effects kRows = {.lock = Lock::access_exclusive, .phase = Phase::rows};

struct ColumnMove {
    const Object& from;
    const Object& to;
};

std::string aside(const Object& table) {
    return quote_qualified(table.id.schema, aside_name(table.id));
}

std::vector<const Object*> columns_of(const Object& table, const Model& model) {
    std::vector<const Object*> out;
    for (const std::size_t part : model.children(table.id.schema, table.id.name))
        if (model.objects()[part].id.kind == Kind::column) out.push_back(&model.objects()[part]);
    return out;
}

// The columns whose values stay, in the order of their names.
std::vector<ColumnMove> moves(const Move& m) {
    std::vector<ColumnMove> out;
    for (const Object* from : columns_of(m.from, m.live))
        if (const Object* to = m.desired.find(from->id); to && !to->as<Column>().generated) out.push_back({*from, *to});
    return out;
}

// Does a column that holds data of its own have no successor?
bool loses_columns(const Move& m) {
    for (const Object* from : columns_of(m.from, m.live)) {
        const Object* to = m.desired.find(from->id);
        if (!from->as<Column>().generated && (!to || to->as<Column>().generated)) return true;
    }
    return false;
}

void rename_aside(const Object& table, Script& script) {
    script.add_as(Op::rename, "ALTER TABLE " + table.id.qualified() + " RENAME TO " + quote_ident(aside_name(table.id)),
                  kRelease);
}

// Detached from its parent's, an index or key can go. Its parent's may have taken it along before.
void drop_attached(const Move& m, Script& script) {
    for (const std::size_t part : m.live.children(m.from.id.schema, m.from.id.name)) {
        const Object& object = m.live.objects()[part];
        if (object.id.kind == Kind::index && object.as<Index>().attached_to)
            script.add_as(Op::drop, "DROP INDEX IF EXISTS " + object.id.qualified(), kRelease);
        if (object.id.kind == Kind::constraint && object.as<Constraint>().attached_to)
            script.add_as(Op::drop,
                          "ALTER TABLE " + object.id.qualified_parent() + " DROP CONSTRAINT IF EXISTS " +
                              quote_ident(object.id.name),
                          kRelease);
    }
}

void step_aside(const Move& m, Script& script) {
    const auto& t = m.from.as<Table>();
    const std::string alter = "ALTER TABLE " + m.from.id.qualified();
    if (t.partition_of && !m.within) {
        script.add("ALTER TABLE " + *t.partition_of + " DETACH PARTITION " + m.from.id.qualified(), kRelease);
        drop_attached(m, script);
    }
    for (const std::string& parent : t.inherits) script.add(alter + " NO INHERIT " + parent, kRelease);
    // Its owner must see all rows.
    if (t.force_row_security) script.add(alter + " NO FORCE ROW LEVEL SECURITY", kRelease);
    for (const Object* column : columns_of(m.from, m.live)) set_sequence_aside(*column, m.live, m.desired, script);
    rename_aside(m.from, script);
}

std::string value_of(const Move& m, const ColumnMove& column, bool& loses) {
    const std::string name = quote_ident(column.from.id.name);
    const auto &from = column.from.as<Column>(), &to = column.to.as<Column>();
    const bool rebuilt = m.rebuilt.contains(column.from.id.name);
    if (from.type == to.type && !rebuilt) return name;
    const TypeChange change = type_change(name, from.type, to.type, rebuilt);
    loses = loses || change.loses;
    if (const auto said = m.using_expressions.find(column.to.id); said != m.using_expressions.end()) return said->second;
    if (std::string value = value_by_attributes(name, from.type, to.type, m.live, m.desired); !value.empty()) return value;
    // What ALTER COLUMN … TYPE takes by assignment, INSERT takes as well.
    return change.using_expression.empty() ? name : change.using_expression;
}

std::string insert(const Move& m, bool& loses) {
    std::string names, values;
    bool identity = false;
    for (const ColumnMove& column : moves(m)) {
        const char* comma = names.empty() ? "" : ", ";
        names += comma + quote_ident(column.to.id.name);
        values += comma + value_of(m, column, loses);
        identity = identity || column.to.as<Column>().identity.has_value();
    }
    // Those that inherit from it have left it, so that these are its own rows alone.
    return "INSERT INTO " + m.to->id.qualified() + (names.empty() ? "" : " (" + names + ")") +
           (identity ? " OVERRIDING SYSTEM VALUE" : "") + " SELECT " + values + (values.empty() ? "" : " ") + "FROM " +
           aside(m.from);
}

void move_rows(const Move& m, Script& script) {
    const bool forced = m.to->as<Table>().force_row_security;
    const std::string alter = "ALTER TABLE " + m.to->id.qualified();
    if (forced) script.add(alter + " NO FORCE ROW LEVEL SECURITY", kRows);
    bool loses = false;
    const std::string sql = insert(m, loses);
    script.add(sql, {.lock = Lock::access_exclusive,
                     .rewrites = true,
                     .scans = true,
                     .hazards = loses ? std::vector{Hazard::data_loss} : std::vector<Hazard>{},
                     .phase = Phase::rows});
    for (const Object* from : columns_of(m.from, m.live))
        if (const Object* to = m.desired.find(from->id)) move_count(*from, *to, m.live, m.desired, script);
    if (forced) script.add(alter + " FORCE ROW LEVEL SECURITY", kRows);
}

} // namespace

bool shares_rows(const Object& from, const Object* to, const Object& on) {
    const auto& parent = from.as<Table>().partition_of;
    return parent && *parent == on.id.qualified() && (!to || to->as<Table>().partition_of == parent);
}

void keep_rows(const Move& m, Script& script) {
    if (!m.to) {
        // Its name may be wanted before it goes.
        if (m.desired.container(m.from.id.schema, m.from.id.name)) rename_aside(m.from, script);
        return;
    }
    step_aside(m, script);
    if (m.within) return;
    move_rows(m, script);
    script.add_as(Op::drop, "DROP TABLE " + aside(m.from),
                  {.lock = Lock::access_exclusive,
                   .hazards = loses_columns(m) ? std::vector{Hazard::data_loss} : std::vector<Hazard>{},
                   .phase = Phase::cleanup});
}

} // namespace flux::kinds
