#include "targets/rust/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "failure.hpp"
#include "names/words.hpp"

namespace flux::gen::rust {
namespace {

constexpr std::string_view kTypes =
#include "types/rust.types.inc"
    ;
constexpr std::array<std::string_view, 49> kKeywords = {
    "abstract", "as",      "async",  "await",   "become", "box",   "break", "const", "continue", "do",
    "dyn",      "else",    "enum",   "extern",  "false",  "final", "fn",    "for",   "if",       "impl",
    "in",       "let",     "loop",   "macro",   "match",  "mod",   "move",  "mut",   "override", "priv",
    "pub",      "ref",     "return", "static",  "struct", "trait", "true",  "try",   "type",     "typeof",
    "unsafe",   "unsized", "use",    "virtual", "where",  "while", "yield", "gen",   "union"};
// No r# makes names of these.
constexpr std::array<std::string_view, 4> kNever = {"self", "super", "crate", "Self"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

NamingRules naming() {
    NamingRules rules;
    // The prelude's, and what runtime.rs defines.
    rules.reserved = {"Box",  "Clone",  "Copy",      "Default", "Drop",     "Eq",       "Err",
                      "Fn",   "From",   "Hash",      "Hstore",  "Interval", "Into",     "None",
                      "Ok",   "Option", "Ord",       "Point",   "Range",    "Result",   "Self",
                      "Send", "Some",   "Statement", "String",  "Sync",     "ToString", "Vec"};
    rules.derived = {"Insert", "Update", "Row", "Args", "Result"};
    rules.finish = capitalised;
    return rules;
}

struct Clock {
    std::string_view option, date, time, timestamp, timestamptz;
};
constexpr std::array<Clock, 2> kClocks = {
    {{"chrono", "chrono::NaiveDate", "chrono::NaiveTime", "chrono::NaiveDateTime",
      "chrono::DateTime<chrono::Utc>"},
     {"time", "time::Date", "time::Time", "time::PrimitiveDateTime", "time::OffsetDateTime"}}};

} // namespace

Types::Types(const Job& job) : Language(job, "rust", kTypes, naming()) {
    if (!sqlx() && settings().is("numeric", "bigdecimal"))
        throw misuse("target rust: numeric = \"bigdecimal\" is for driver = \"sqlx\" only",
                     "tokio-postgres reads rust_decimal, with that crate's feature db-tokio-postgres.");
}

std::vector<std::string> Types::fields(const std::vector<std::string>& columns) const {
    std::vector<std::string> wishes;
    for (const std::string& column : columns) {
        std::string wish = to_case(column, Case::snake);
        if (wish.empty()) wish = "unnamed";
        if (wish[0] >= '0' && wish[0] <= '9') wish.insert(0, "n");
        if (among(kNever, wish)) wish += "_";
        wishes.push_back(wish);
    }
    auto out = field_names(columns, wishes, {});
    for (std::string& name : out)
        if (among(kKeywords, name)) name.insert(0, "r#");
    return out;
}

std::string Types::server_type(const QName& name) const {
    const auto plain = [](const std::string& part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        }) && !(part[0] >= '0' && part[0] <= '9');
    };
    const auto one = [&](const std::string& part) { return plain(part) ? part : server_name(part); };
    if (!sqlx()) return name.name; // tokio-postgres compares the bare name
    return settings().has("search_path", name.schema) ? one(name.name)
                                                      : one(name.schema) + "." + one(name.name);
}

bool Types::known(const TypeRef& type) const {
    return schema().enumeration(type.name) || schema().domain(type.name) || schema().composite(type.name) ||
           schema().relation(type.name) || range_bound(schema(), type.element()) ||
           multirange_bound(schema(), type.element()) || map().knows(type);
}

std::optional<std::string> Types::mapped(const TypeRef& type) const {
    if (!map().knows(type)) return std::nullopt;
    const std::string& cell = map().cell(type.name.name, sqlx() ? "sqlx" : "tokio");
    if (cell.empty()) return std::nullopt;
    if (cell == "@numeric") {
        if (settings().is("numeric", "decimal")) return "rust_decimal::Decimal";
        if (settings().is("numeric", "string") || !sqlx()) return std::nullopt;
        return "bigdecimal::BigDecimal";
    }
    if (cell[0] != '@') return cell;
    for (const Clock& clock : kClocks)
        if (settings().is("datetime", clock.option.data())) {
            const std::string_view text = cell == "@date"        ? clock.date
                                          : cell == "@time"      ? clock.time
                                          : cell == "@timestamp" ? clock.timestamp
                                                                 : clock.timestamptz;
            return std::string(text);
        }
    return std::nullopt;
}

// Within a composite value sqlx writes the number of the type that it takes the Rust type for, which the
// server compares; for arrays of the schema's types it finds none.
bool Types::sqlx_names(const TypeRef& type) const {
    constexpr std::array<std::string_view, 6> taken_for_others = {"varchar", "bpchar", "name",
                                                                  "citext",  "json",   "cidr"};
    if (type.array && !type.builtin()) return false;
    return !among(taken_for_others, type.name.name) || schema().enumeration(type.name) ||
           schema().composite(type.name);
}

bool Types::direct_composite(const QName& name,
                             const std::vector<std::pair<std::string, TypeRef>>& attributes) const {
    const auto found = composites_.find(name);
    if (found != composites_.end()) return found->second;
    composites_[name] = true;
    // A composite value carries the numbers of its attributes' own types: domains are not what they are over.
    const bool all =
        !attributes.empty() && std::all_of(attributes.begin(), attributes.end(), [&](const auto& each) {
            return !schema().domain(each.second.name) && direct(each.second) &&
                   (!sqlx() || sqlx_names(each.second));
        });
    return composites_[name] = all;
}

std::optional<std::string> Types::scalar(const TypeRef& type) const {
    if (const auto chosen = overrides().for_type(type.name))
        return chosen->module.empty() ? chosen->text : chosen->module + "::" + chosen->text;
    if (const Enum* found = schema().enumeration(type.name)) {
        if (found->labels.empty()) return std::nullopt;
        return "super::enums::" + names().of(type.name);
    }
    if (const Domain* domain = schema().domain(type.name)) {
        const auto base = direct(domain->base);
        if (!base || settings().is("domains", "base")) return base;
        return "super::types::" + names().of(type.name);
    }
    if (const Composite* found = schema().composite(type.name)) {
        if (!direct_composite(type.name, attributes(*found))) return std::nullopt;
        return "super::types::" + names().of(type.name);
    }
    if (const Relation* found = schema().relation(type.name)) {
        if (!direct_composite(type.name, attributes(*found))) return std::nullopt;
        return "super::types::" + names().of(type.name) + "Row";
    }
    if (const auto bound = range_bound(schema(), type)) {
        if (!sqlx() || !type.builtin()) return std::nullopt;
        const auto inner = direct(*bound);
        return inner ? std::optional("super::runtime::Range<" + *inner + ">") : std::nullopt;
    }
    return mapped(type);
}

std::optional<std::string> Types::direct(const TypeRef& type) const {
    if (!type.array) return scalar(type);
    // Arrays of domains and of citext have numbers of their own that no Vec<String> answers to.
    if (schema().domain(type.name) || (sqlx() && type.name.name == "citext")) return std::nullopt;
    const auto element = scalar(type.element());
    if (!element) return std::nullopt;
    return settings().is("array_elements", "nullable") ? "Vec<Option<" + *element + ">>"
                                                       : "Vec<" + *element + ">";
}

RustType Types::as_text(const TypeRef& type) const {
    const char* dimension = type.array ? "[]" : "";
    const std::string text = fmt::format("::text{}", dimension);
    const bool nullable = settings().is("array_elements", "nullable");
    return {!type.array ? "String"
            : nullable  ? "Vec<Option<String>>"
                        : "Vec<String>",
            text, fmt::format("{}::{}{}", text, server_name(type.name), dimension)};
}

RustType Types::of(const TypeRef& type, const std::string& where) const {
    if (!known(type) && !overrides().for_type(type.name) && !settings().is("unknown_types", "text"))
        throw unknown_type(where, type, "Rust");
    const auto text = direct(type);
    if (!text) {
        const TypeRef below = schema().below_domains(type);
        return as_text(below.array && !type.array ? TypeRef{type.name, false, {}} : type);
    }
    // tokio-postgres takes a parameter's type from the server, and of a domain's knows nothing.
    if (!sqlx() && !type.array && schema().domain(type.name)) {
        const TypeRef below = schema().below_domains(type);
        return {*text, "", fmt::format("::{}{}", server_name(below.name), below.array ? "[]" : "")};
    }
    return {*text, "", ""};
}

RustType Types::of_column(const Relation& relation, const Column& column) const {
    if (const auto chosen = overrides().for_column(relation.name, column))
        return {chosen->module.empty() ? chosen->text : chosen->module + "::" + chosen->text, "", ""};
    return of(column.type, relation.name.dotted() + "." + column.name);
}

std::vector<std::pair<std::string, TypeRef>> attributes(const Composite& type) {
    std::vector<std::pair<std::string, TypeRef>> out;
    for (const Attribute& attribute : type.attributes) out.emplace_back(attribute.name, attribute.type);
    return out;
}

std::vector<std::pair<std::string, TypeRef>> attributes(const Relation& type) {
    std::vector<std::pair<std::string, TypeRef>> out;
    for (const Column& column : type.columns) out.emplace_back(column.name, column.type);
    return out;
}

std::string server_name(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
}

std::string server_name(const QName& name) {
    return server_name(name.schema) + "." + server_name(name.name);
}

} // namespace flux::gen::rust
