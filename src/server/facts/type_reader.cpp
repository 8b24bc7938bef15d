#include "server/facts/type_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <tuple>

#include "core/text/array.hpp"
#include "server/pg/catalog_queries.hpp"

namespace flux::facts {
namespace {

template <class Number = Oid> Number number(const std::optional<std::string>& text) {
    Number value = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

template <std::size_t count> bool in(const std::array<std::string_view, count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Modifiers are stored as each type likes.
void decode(TypeUse& use, int modifier) {
    if (modifier < 0) return;
    constexpr std::array<std::string_view, 2> characters = {"varchar", "bpchar"}, bits = {"bit", "varbit"};
    constexpr std::array<std::string_view, 4> times = {"time", "timetz", "timestamp", "timestamptz"};
    const std::string_view name = use.schema == "pg_catalog" ? std::string_view(use.name) : std::string_view();
    if (in(characters, name)) {
        use.length = modifier - 4;
    } else if (in(bits, name)) {
        use.length = modifier;
    } else if (name == "numeric") {
        use.precision = (modifier - 4) >> 16 & 0xffff;
        use.scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024; // negative ones from 15 on
    } else if (in(times, name)) {
        use.precision = modifier;
    } else if (name == "interval") {
        if ((modifier & 0xffff) != 0xffff) use.precision = modifier & 0xffff;
    } else {
        use.modifier = modifier;
    }
}

constexpr const char* kTypes = R"(
SELECT t.oid, n.nspname, t.typname, format_type(t.oid, NULL) AS spelled, t.typtype, c.relkind, e.oid AS element,
       t.typbasetype, t.typtypmod, t.typnotnull, t.typdefault IS NOT NULL AS has_default,
       r.rngsubtype, CASE WHEN t.typtype = 'm' THEN r.rngtypid END AS range, x.extname,
       CASE WHEN t.typtype = 'e' THEN
           ARRAY(SELECT l.enumlabel::text FROM pg_enum AS l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder) END AS labels
FROM pg_type AS t
JOIN pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_class AS c ON c.oid = t.typrelid
LEFT JOIN pg_type AS e ON e.typarray = t.oid
LEFT JOIN pg_range AS r ON r.rngtypid = t.oid OR r.rngmultitypid = t.oid
LEFT JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
LEFT JOIN pg_extension AS x ON x.oid = d.refobjid
WHERE t.oid = ANY ($1))";

} // namespace

const TypeReader::Stored& TypeReader::at(Oid type) const {
    const auto found = types_.find(type);
    if (found == types_.end()) throw Error(ErrorCode::internal, "a type was not asked for");
    return found->second;
}

std::set<Oid> TypeReader::unknown() const {
    std::set<Oid> oids;
    const auto want = [&](Oid oid) {
        if (oid != 0 && !types_.contains(oid)) oids.insert(oid);
    };
    for (const StoredType& each : asked_) want(each.type);
    for (const auto& [oid, type] : types_) {
        for (const Oid part : {type.element, type.base, type.subtype, type.range}) want(part);
        for (const auto& attribute : type.attributes) want(attribute.second.type);
    }
    return oids;
}

void TypeReader::read() {
    for (auto wanted = unknown(); !wanted.empty(); wanted = unknown()) {
        const std::vector<Oid> oids(wanted.begin(), wanted.end());
        for (const Oid oid : oids) types_[oid]; // also where it is gone by now
        read_types(oids);
        read_attributes(oids);
        read_checks(oids);
    }
    read_spellings();
}

void TypeReader::read_types(const std::vector<Oid>& oids) {
    const Rows rows = catalog_.query(kTypes, {oids});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row row = rows[i];
        Stored& type = types_[number(row.at("oid"))];
        type.schema = *row.at("nspname");
        type.name = *row.at("typname");
        type.spelled = *row.at("spelled");
        type.type = row.at("typtype")->front();
        type.relation_kind = row.at("relkind").value_or(" ").front();
        type.element = number(row.at("element"));
        type.base = number(row.at("typbasetype"));
        type.base_modifier = number<int>(row.at("typtypmod"));
        type.subtype = number(row.at("rngsubtype"));
        type.range = number(row.at("range"));
        type.not_null = row.at("typnotnull") == "t";
        type.has_default = row.at("has_default") == "t";
        type.extension = row.at("extname").value_or("");
        if (const auto& labels = row.at("labels")) type.labels = parse_array(*labels);
    }
}

void TypeReader::read_attributes(const std::vector<Oid>& oids) {
    const Rows rows = catalog_.query("SELECT t.oid, a.attname, a.atttypid, a.atttypmod FROM pg_type AS t "
                                 "JOIN pg_attribute AS a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped "
                                 "WHERE t.oid = ANY ($1) AND t.typtype = 'c' ORDER BY t.oid, a.attnum",
                                 {oids});
    for (const auto& row : rows.cells)
        types_[number(row[0])].attributes.push_back({*row[1], {number(row[2]), number<int>(row[3])}});
}

void TypeReader::read_checks(const std::vector<Oid>& oids) {
    const Rows rows = catalog_.query("SELECT contypid, conname, pg_get_expr(conbin, 0), convalidated FROM pg_constraint "
                                 "WHERE contypid = ANY ($1) AND contype = 'c' ORDER BY contypid, conname COLLATE \"C\"",
                                 {oids});
    for (const auto& row : rows.cells)
        types_[number(row[0])].checks.push_back({*row[1], {row[2].value_or(""), row[3] == "t"}});
}

void TypeReader::read_spellings() {
    std::set<StoredType> uses = asked_;
    for (const auto& [oid, type] : types_) {
        if (type.base != 0) {
            uses.insert({type.base, type.base_modifier});
            uses.insert(root_use(type));
        }
        if (type.subtype != 0) uses.insert({type.subtype, -1});
        if (type.range != 0) uses.insert({type.range, -1});
        for (const auto& attribute : type.attributes) uses.insert(attribute.second);
    }
    std::vector<std::int64_t> oids, modifiers;
    for (const StoredType& use : uses) {
        oids.push_back(use.type);
        modifiers.push_back(use.modifier);
    }
    const Rows rows = catalog_.query("SELECT format_type(o.t::oid, o.m::int) FROM unnest($1, $2) WITH ORDINALITY AS o (t, m, i) ORDER BY o.i",
                                 {oids, modifiers});
    std::size_t i = 0;
    for (const StoredType& use : uses) spelled_[use] = rows.cells.at(i++)[0].value_or("???");
}

TypeUse TypeReader::use(StoredType stored) const {
    const Stored& type = at(stored.type);
    const Stored& named = type.element != 0 ? at(type.element) : type;
    TypeUse out;
    out.schema = named.schema;
    out.name = named.name;
    out.array = type.element != 0;
    const auto spelled = spelled_.find(stored);
    out.text = spelled == spelled_.end() ? type.spelled : spelled->second;
    decode(out, stored.modifier);
    return out;
}

Oid TypeReader::root(Oid type) const {
    while (at(type).base != 0) type = at(type).base;
    return type;
}

// The modifier is that of the lowest domain.
StoredType TypeReader::root_use(const Stored& domain) const {
    const Stored* lowest = &domain;
    while (at(lowest->base).base != 0) lowest = &at(lowest->base);
    return {lowest->base, lowest->base_modifier};
}

std::string TypeReader::root_name(Oid type) const {
    const Stored& bottom = at(root(type));
    if (bottom.element != 0) return {};
    return bottom.type == 'e' ? "enum" : bottom.spelled;
}

bool TypeReader::is_not_null(Oid type) const {
    for (; type != 0; type = at(type).base)
        if (at(type).not_null) return true;
    return false;
}

// A domain hands on the default of the one below it: the server copies it when the domain is made.
bool TypeReader::has_default(Oid type) const { return at(type).base != 0 && at(type).has_default; }
bool TypeReader::is_row(Oid type) const { return at(type).type == 'c'; }
bool TypeReader::is_pseudo(Oid type) const { return at(type).type == 'p'; }

std::vector<Attribute> TypeReader::attributes(Oid type) const {
    std::vector<Attribute> out;
    for (const auto& [name, stored] : at(type).attributes) out.push_back({name, use(stored)});
    return out;
}

Type TypeReader::describe(const Stored& stored, Oid oid) const {
    Type out;
    out.schema = stored.schema;
    out.name = stored.name;
    switch (stored.type) {
    case 'e': out.kind = "enum"; break;
    case 'd': out.kind = "domain"; break;
    case 'c': out.kind = stored.relation_kind == 'c' ? "composite" : "row"; break;
    case 'r': out.kind = "range"; break;
    case 'm': out.kind = "multirange"; break;
    case 'p': out.kind = "pseudo"; break;
    default: out.kind = "base";
    }
    if (!stored.extension.empty()) out.extension = stored.extension;
    out.labels = stored.labels;
    out.attributes = attributes(oid);
    if (stored.base != 0) {
        out.base = use({stored.base, stored.base_modifier});
        out.root = use(root_use(stored));
        out.not_null = is_not_null(oid);
        out.has_default = has_default(oid);
    }
    for (const auto& [name, check] : stored.checks) {
        const Terms terms = terms_of(check.first, [&](const std::string& column) {
            return column == "value" ? root_name(oid) : std::string();
        });
        Check& added = out.checks.emplace_back(Check{name, terms.terms, terms.complete, check.second});
        for (Term& term : added.terms) term.column.clear();
    }
    if (stored.subtype != 0) out.subtype = use({stored.subtype, -1});
    if (stored.range != 0) out.range = use({stored.range, -1});
    return out;
}

std::vector<Type> TypeReader::types() const {
    std::vector<Type> out;
    for (const auto& [oid, stored] : types_)
        if (stored.element == 0 && !stored.name.empty()) out.push_back(describe(stored, oid));
    std::sort(out.begin(), out.end(),
              [](const Type& a, const Type& b) { return std::tie(a.schema, a.name) < std::tie(b.schema, b.name); });
    return out;
}

} // namespace flux::facts
