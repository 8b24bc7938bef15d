#include "core/kinds/identity_sequence.hpp"

#include <limits>

#include "core/kinds/column.hpp"
#include "core/kinds/table.hpp"
#include "core/kinds/type_aside.hpp"
#include "core/text/qualified.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

constexpr Effects kExclusive = {.lock = Lock::access_exclusive};
constexpr Effects kRelease = {.lock = Lock::access_exclusive, .phase = Phase::release};
constexpr std::size_t kLongestName = 63; // NAMEDATALEN - 1

// What the server takes where nothing is said.
IdentitySequence server_defaults(const std::string& type, std::int64_t increment) {
    std::int64_t lowest = std::numeric_limits<std::int64_t>::min(),
                 highest = std::numeric_limits<std::int64_t>::max();
    if (type == "integer")
        lowest = std::numeric_limits<std::int32_t>::min(), highest = std::numeric_limits<std::int32_t>::max();
    if (type == "smallint")
        lowest = std::numeric_limits<std::int16_t>::min(), highest = std::numeric_limits<std::int16_t>::max();
    IdentitySequence out;
    out.minimum = increment < 0 ? lowest : 1;
    out.maximum = increment < 0 ? -1 : highest;
    out.start = increment < 0 ? out.maximum : out.minimum;
    return out;
}

std::string in_words(const std::string& identity) {
    return identity == "always" ? "ALWAYS" : "BY DEFAULT";
}

std::string options(const IdentitySequence& s, const std::string& type) {
    const IdentitySequence usual = server_defaults(type, s.increment);
    std::string out;
    if (s.increment != 1) out += " INCREMENT BY " + std::to_string(s.increment);
    if (s.minimum != usual.minimum) out += " MINVALUE " + std::to_string(s.minimum);
    if (s.maximum != usual.maximum) out += " MAXVALUE " + std::to_string(s.maximum);
    if (s.start != usual.start && s.start != (s.increment < 0 ? s.maximum : s.minimum))
        out += " START WITH " + std::to_string(s.start);
    if (s.cache != 1) out += " CACHE " + std::to_string(s.cache);
    if (s.cycle) out += " CYCLE";
    return out;
}

std::string clause(const Object& column, const std::string& sequence_name) {
    const auto& c = column.as<Column>();
    const std::string usual_name = column.id.parent + "_" + column.id.name + "_seq";
    std::string inside = options(*c.sequence, c.type);
    if (sequence_name != usual_name || usual_name.size() > kLongestName)
        inside = " SEQUENCE NAME " + quote_qualified(column.id.schema, sequence_name) + inside;
    return "GENERATED " + in_words(*c.identity) + " AS IDENTITY" +
           (inside.empty() ? "" : " (" + inside.substr(1) + ")");
}

// No ONLY: where partitions share the identity (from 17 on) it must recurse, and elsewhere it does not.
std::string alter_column(const Object& column) {
    return "ALTER TABLE " + column.id.qualified_parent() + " ALTER COLUMN " + quote_ident(column.id.name);
}

// The sequence of a serial column's default; nullptr where the default is no nextval() or the model lacks the
// sequence.
const Object* default_sequence(const Object& column, const Model& model) {
    static const std::string head = "nextval('", tail = "'::regclass)";
    const std::string text = column.as<Column>().default_value.value_or(Printed()).text();
    if (text.size() < head.size() + tail.size() || !text.starts_with(head) || !text.ends_with(tail))
        return nullptr;
    std::string name;
    const std::string quoted = text.substr(head.size(), text.size() - head.size() - tail.size());
    for (std::size_t i = 0; i < quoted.size(); ++i) {
        if (quoted[i] == '\'' && i + 1 < quoted.size()) ++i;
        name += quoted[i];
    }
    const auto [schema, bare] = parse_qualified(name);
    return model.find({.kind = Kind::sequence, .schema = schema, .name = bare});
}

std::string take_over_count(const std::string& to, const std::string& from) {
    return "SELECT pg_catalog.setval(" + quote_literal(to) + ", last_value, is_called) FROM " + from;
}

std::string count_from_rows(const Object& column) {
    const IdentitySequence& s = *column.as<Column>().sequence;
    const std::string last =
        std::string(s.increment < 0 ? "min(" : "max(") + quote_ident(column.id.name) + ")";
    return "SELECT pg_catalog.setval(" + quote_literal(quote_qualified(column.id.schema, s.name)) + ", " +
           last + ") FROM " + column.id.qualified_parent() + " HAVING " + last + " BETWEEN " +
           std::to_string(s.minimum) + " AND " + std::to_string(s.maximum);
}

// An identity needs a column without default that is NOT NULL already.
void prepare(const Alteration& a, Phase phase, Script& script) {
    const auto& from = a.from.as<Column>();
    a.changes.take("default");
    if (from.default_value)
        script.add(alter_column(a.to) + " DROP DEFAULT", {.lock = Lock::access_exclusive, .phase = phase});
    if (a.changes.take("not_null"))
        script.add(alter_column(a.to) + " SET NOT NULL",
                   {.lock = Lock::access_exclusive, .scans = true, .phase = phase});
}

void add_identity(const Alteration& a, Script& script) {
    const auto& to = a.to.as<Column>();
    const std::string own = quote_qualified(a.to.id.schema, to.sequence->name);
    const Object* serial = default_sequence(a.from, a.live);
    if (!serial || a.desired.find(serial->id)) {
        prepare(a, Phase::build, script);
        script.add(alter_column(a.to) + " ADD " + clause(a.to, to.sequence->name), kExclusive);
        if (serial)
            script.add(take_over_count(own, serial->id.qualified()), {.lock = Lock::row_exclusive});
        else
            script.add(count_from_rows(a.to), {.lock = Lock::row_exclusive, .scans = true});
        return;
    }
    // The serial column's sequence goes, and likely leaves its name to the identity's. So that one counts on
    // under a name of its own until the other is gone.
    const std::string between =
        aside_name({.kind = Kind::sequence, .schema = a.to.id.schema, .name = to.sequence->name});
    const std::string qualified = quote_qualified(a.to.id.schema, between);
    prepare(a, Phase::release, script);
    script.add(alter_column(a.to) + " ADD " + clause(a.to, between), kRelease);
    script.add(take_over_count(qualified, serial->id.qualified()),
               {.lock = Lock::row_exclusive, .phase = Phase::release, .saves = serial->id});
    script.add("ALTER SEQUENCE " + qualified + " RENAME TO " + quote_ident(to.sequence->name),
               {.lock = Lock::access_exclusive, .phase = Phase::cleanup});
}

void drop_identity(const Alteration& a, Script& script) {
    const std::string name = a.from.as<Column>().sequence->name;
    const Object* serial = default_sequence(a.to, a.desired);
    if (!serial || a.live.find(serial->id)) {
        script.add(alter_column(a.to) + " DROP IDENTITY", kRelease);
        return;
    }
    std::string own = quote_qualified(a.from.id.schema, name);
    if (own == serial->id.qualified()) {
        const std::string between = aside_name(serial->id);
        script.add("ALTER SEQUENCE " + own + " RENAME TO " + quote_ident(between), kRelease);
        own = quote_qualified(a.from.id.schema, between);
    }
    script.add(take_over_count(serial->id.qualified(), own), {.lock = Lock::row_exclusive});
    script.add(alter_column(a.to) + " DROP IDENTITY", kExclusive);
}

std::string table_persistence(const Object& column, const Model& model) {
    const Object* table = table_of(column, model);
    return table && table->id.kind == Kind::table && table->as<Table>().unlogged ? "UNLOGGED" : "LOGGED";
}

void set_persistence(const Object& column, const std::string& persistence, Script& script) {
    script.add("ALTER SEQUENCE " + quote_qualified(column.id.schema, column.as<Column>().sequence->name) + " SET " + persistence,
               {.lock = Lock::access_exclusive, .rewrites = true});
}

void change_sequence(const Alteration& a, Script& script) {
    const auto &before = a.from.as<Column>(), &after = a.to.as<Column>();
    const IdentitySequence &from = *before.sequence, &to = *after.sequence;
    if (from.name != to.name)
        script.add("ALTER SEQUENCE " + quote_qualified(a.to.id.schema, from.name) + " RENAME TO " +
                       quote_ident(to.name),
                   kExclusive);
    // A limit that was the type's has changed with the column's type.
    const IdentitySequence old_limits = server_defaults(before.type, from.increment),
                           new_limits = server_defaults(after.type, from.increment);
    const auto now = [](std::int64_t value, std::int64_t before_type, std::int64_t after_type) {
        return value == before_type ? after_type : value;
    };
    std::string clauses;
    if (from.increment != to.increment) clauses += " SET INCREMENT BY " + std::to_string(to.increment);
    if (now(from.minimum, old_limits.minimum, new_limits.minimum) != to.minimum)
        clauses += " SET MINVALUE " + std::to_string(to.minimum);
    if (now(from.maximum, old_limits.maximum, new_limits.maximum) != to.maximum)
        clauses += " SET MAXVALUE " + std::to_string(to.maximum);
    if (from.start != to.start) clauses += " SET START WITH " + std::to_string(to.start);
    if (from.cache != to.cache) clauses += " SET CACHE " + std::to_string(to.cache);
    if (from.cycle != to.cycle) clauses += to.cycle ? " SET CYCLE" : " SET NO CYCLE";
    if (!clauses.empty()) script.add(alter_column(a.to) + clauses, kExclusive);
    if (from.persistence != to.persistence) set_persistence(a.to, to.persistence.value_or(table_persistence(a.to, a.desired)), script);
}

// The sequence of a serial column that goes with its table.
const Object* sequence_that_goes(const Object& column, const Model& live, const Model& desired) {
    const Object* serial = default_sequence(column, live);
    return serial && !desired.find(serial->id) ? serial : nullptr;
}

std::string aside_sequence(const std::string& schema, const std::string& name) {
    return aside_name({.kind = Kind::sequence, .schema = schema, .name = name});
}

// Where the old column's count stands once the table stepped aside; empty where it has none, or keeps its sequence.
std::string old_count(const Object& from, const Model& live, const Model& desired) {
    const std::string& schema = from.id.schema;
    if (const auto& own = from.as<Column>().sequence) return quote_qualified(schema, aside_sequence(schema, own->name));
    if (const Object* serial = sequence_that_goes(from, live, desired))
        return quote_qualified(serial->id.schema, aside_sequence(serial->id.schema, serial->id.name));
    const Object* stays = default_sequence(from, live);
    return stays ? stays->id.qualified() : "";
}

} // namespace

void set_sequence_aside(const Object& from, const Model& live, const Model& desired, Script& script) {
    const auto rename = [&](const std::string& schema, const std::string& name) {
        script.add_as(Op::rename,
                      "ALTER SEQUENCE " + quote_qualified(schema, name) + " RENAME TO " +
                          quote_ident(aside_sequence(schema, name)),
                      kRelease);
    };
    if (const auto& own = from.as<Column>().sequence) rename(from.id.schema, own->name);
    if (const Object* serial = sequence_that_goes(from, live, desired)) rename(serial->id.schema, serial->id.name);
}

void move_count(const Object& from, const Object& to, const Model& live, const Model& desired, Script& script) {
    const auto& identity = to.as<Column>().sequence;
    const Object* serial = default_sequence(to, desired);
    if (!identity && !serial) return;
    const std::string before = old_count(from, live, desired);
    const std::string after = identity ? quote_qualified(to.id.schema, identity->name) : serial->id.qualified();
    if (before == after) return;
    if (!before.empty())
        script.add(take_over_count(after, before), {.lock = Lock::row_exclusive, .phase = Phase::rows});
    else if (identity)
        script.add(count_from_rows(to), {.lock = Lock::row_exclusive, .scans = true, .phase = Phase::rows});
}

void add_sequence_persistence(const Object& column, Script& script) {
    const auto& sequence = column.as<Column>().sequence;
    if (sequence && sequence->persistence) set_persistence(column, *sequence->persistence, script);
}

std::string identity_clause(const Object& column) {
    return clause(column, column.as<Column>().sequence->name);
}

void alter_identity(const Alteration& a, Script& script) {
    const auto &from = a.from.as<Column>(), &to = a.to.as<Column>();
    if (from.identity && to.identity) return;
    a.changes.take("identity");
    a.changes.take("sequence");
    if (!from.identity && to.identity)
        add_identity(a, script);
    else if (from.identity && !to.identity)
        drop_identity(a, script);
}

void alter_identity_sequence(const Alteration& a, Script& script) {
    const auto &from = a.from.as<Column>(), &to = a.to.as<Column>();
    if (!from.identity || !to.identity) return;
    if (a.changes.take("identity"))
        script.add(alter_column(a.to) + " SET GENERATED " + in_words(*to.identity), kExclusive);
    if (a.changes.take("sequence") || from.type != to.type) change_sequence(a, script);
}

} // namespace flux::kinds
