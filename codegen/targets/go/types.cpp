#include "targets/go/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "failure.hpp"
#include "names/scope.hpp"
#include "names/words.hpp"

namespace flux::gen::go {
namespace {

constexpr std::string_view kTypes =
#include "types/go.types.inc"
    ;
constexpr std::array<std::string_view, 25> kKeywords = {
    "break", "case",   "chan",   "const",  "continue", "default", "defer",     "else", "fallthrough",
    "for",   "func",   "go",     "goto",   "if",       "import",  "interface", "map",  "package",
    "range", "return", "select", "struct", "switch",   "type",    "var"};
constexpr std::array<std::string_view, 14> kPredeclared = {"bool",   "byte",  "float32", "float64", "int",
                                                           "int8",   "int16", "int32",   "int64",   "rune",
                                                           "string", "uint8", "uint32",  "uint64"};
constexpr std::array<const char*, 18> kInitialisms = {"api",  "cpu",   "css", "db",   "dns",  "html",
                                                      "http", "https", "id",  "ip",   "json", "sql",
                                                      "ssh",  "uri",   "url", "utf8", "uuid", "xml"};

std::vector<std::string> initialisms() {
    return {kInitialisms.begin(), kInitialisms.end()};
}

NamingRules naming() {
    NamingRules rules;
    rules.initialisms = initialisms();
    // What runtime/*.go and register.go declare.
    rules.reserved = {"Array",         "BoxArray",   "Bytes",     "ClockTime",  "ClockTimeTZ",
                      "Field",         "InsertInto", "JSON",      "Multirange", "Range",
                      "RegisterTypes", "Set",        "UpdateSet", "Written"};
    rules.derived = {"Insert", "Update", "Row", "Args", "Result"};
    rules.finish = exported;
    return rules;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

void check(const Settings& settings) {
    const std::string& package = settings.text("package");
    if (!is_identifier(package) || among(kKeywords, package))
        throw misuse("target go: package cannot be \"" + package + "\"",
                     "A package's name is a Go identifier.");
    if (settings.is("driver", "pgx")) return;
    const std::pair<const char*, const char*> only_pgx[] = {{"nulls", "pgtype"}, {"time", "pgtype"}};
    for (const auto& [option, value] : only_pgx)
        if (settings.is(option, value))
            throw misuse(fmt::format("target go: {} = \"{}\" is for driver = \"pgx\" only", option, value),
                         "The types of pgtype are pgx's.");
}

} // namespace

Types::Types(const Job& job) : Language(job, "go", kTypes, naming()) {
    check(job.settings);
    name_labels();
}

void Types::name_labels() {
    const NamingRules rules = naming();
    std::set<std::string> taken = rules.reserved;
    const auto add = [&](const std::string& name) {
        taken.insert(name);
        for (const std::string& ending : rules.derived) taken.insert(name + ending);
    };
    const auto all = [&](const auto& objects) {
        for (const Named& object : objects) add(names().of(object.name));
    };
    all(schema().relations);
    all(schema().enums);
    all(schema().domains);
    all(schema().composites);
    all(schema().ranges);
    for (const Routine& routine : schema().routines) add(names().of(routine));
    Scope scope(taken);
    const auto name_them = [&](const QName& type, const std::vector<std::string>& labels) {
        auto& out = labels_[type];
        out.push_back(scope.take({"All" + names().of(type)}));
        for (const std::string& label : labels) {
            std::string word = to_case(label, Case::pascal, initialisms());
            if (word.empty()) word = label.empty() ? "Empty" : "Symbol";
            const std::string wish = names().of(type) + word;
            out.push_back(scope.take({wish, wish + "_"}));
        }
    };
    for (const Enum& type : schema().enums) name_them(type.name, type.labels);
    for (const Domain& domain : schema().domains)
        if (listed(domain)) name_them(domain.name, domain.allowed);
}

bool Types::listed(const Domain& domain) const {
    const TypeRef below = schema().below_domains(domain.base);
    return !domain.allowed.empty() && !settings().is("domains", "base") && !below.array && below.builtin() &&
           map().knows(below) && map().cell(below.name.name, "pgx") == "string";
}

bool Types::defined(const Domain& domain) const {
    if (listed(domain)) return true;
    const TypeRef below = schema().below_domains(domain.base);
    return settings().is("domains", "type") && !below.array && below.builtin() && map().knows(below) &&
           predeclared(mapped(below, domain.name.dotted()).text);
}

std::vector<std::string> Types::fields(const std::vector<std::string>& columns) const {
    // Methods of structs, and what bun embeds.
    const std::set<std::string> methods = {"BaseModel", "Call",      "Columns", "Scan",
                                           "Table",     "TableName", "Value"};
    std::vector<std::string> wishes;
    for (const std::string& column : columns) {
        std::string wish = to_case(column, Case::pascal, initialisms());
        if (wish.empty()) wish = "Unnamed";
        if (wish[0] >= '0' && wish[0] <= '9') wish.insert(0, "N");
        wishes.push_back(exported(std::move(wish)));
    }
    return field_names(columns, wishes, methods);
}

GoType Types::custom(const CustomType& chosen, Source& source) const {
    const bool nil =
        chosen.text.starts_with("[]") || chosen.text.starts_with("map[") || chosen.text.starts_with("*");
    if (chosen.module.empty())
        source.use(chosen.text);
    else {
        const auto start = chosen.text.find_first_not_of("*[]");
        source.import(chosen.module, chosen.text.substr(start, chosen.text.find('.') - start));
    }
    return {chosen.text, nil};
}

GoType Types::mapped(const TypeRef& type, const std::string& where) const {
    if (!map().knows(type)) {
        if (settings().is("unknown_types", "text")) return {"string"};
        throw unknown_type(where, type, "Go");
    }
    const std::string& name = type.name.name;
    const auto chosen = [&](const char* option, const char* choice) { return settings().is(option, choice); };
    if (name == "uuid" && chosen("uuid", "google")) return {"uuid.UUID"};
    if (name == "uuid" && chosen("uuid", "string")) return {"string"};
    if (name == "numeric" && chosen("numeric", "decimal")) return {"decimal.Decimal"};
    if (name == "numeric" && chosen("numeric", "string")) return {"string"};
    if (!pgx()) {
        const std::string& text = map().cell(name, "sql");
        return {text, text == "JSON" || text == "Bytes" || text == "any"};
    }
    const std::string& text = map().cell(name, "pgx");
    if (text == "time.Time" && chosen("time", "pgtype"))
        return {"pgtype." + map().cell(name, "pgtype"), true};
    return {text, map().cell(name, "pgtype") == "self"};
}

// A range's bound for pgx: what holds its own NULL, as pgx wants it.
std::string Types::bound(const TypeRef& type, const std::string& where, Source& source) const {
    if (type.builtin() && map().knows(type) && !type.array) {
        const std::string& own = map().cell(type.name.name, "pgtype");
        if (own == "self") return map().cell(type.name.name, "pgx");
        if (!own.empty()) return "pgtype." + own;
    }
    return value(type, where, source).text;
}

GoType Types::scalar(const TypeRef& type, const std::string& where, Source& source) const {
    if (const auto chosen = overrides().for_type(type.name)) return custom(*chosen, source);
    const Schema& all = schema();
    if (all.enumeration(type.name) || all.composite(type.name)) return {names().of(type.name)};
    if (all.relation(type.name)) return {names().of(type.name) + "Row"};
    if (const Domain* domain = all.domain(type.name)) {
        const GoType base = value(domain->base, where, source);
        return settings().is("domains", "base") ? base : GoType{names().of(type.name), base.nil};
    }
    if (const auto below = range_bound(all, type)) {
        if (pgx()) return {"pgtype.Range[" + bound(*below, where, source) + "]", true};
        return {"Range[" + value(*below, where, source).text + "]"};
    }
    if (const auto below = multirange_bound(all, type)) {
        if (pgx()) return {"pgtype.Multirange[pgtype.Range[" + bound(*below, where, source) + "]]", true};
        return {"Multirange[" + value(*below, where, source).text + "]", true};
    }
    return mapped(type, where);
}

GoType Types::value(const TypeRef& type, const std::string& where, Source& source) const {
    if (!type.array) {
        const GoType out = scalar(type, where, source);
        source.use(out.text);
        return out;
    }
    const bool nullable = settings().is("array_elements", "nullable");
    const std::string element = of(type.element(), !nullable, where, source);
    if (pgx()) return {"[]" + element, true};
    return {fmt::format("{}[{}]", type.element().is("box") ? "BoxArray" : "Array", element), true};
}

std::string Types::wrapped(const TypeRef& type, const GoType& value, Source& source) const {
    const auto with = [&](const std::string& text) {
        source.use(text);
        return text;
    };
    if (value.nil) return value.text;
    if (settings().is("nulls", "sql_null")) {
        // Through database/sql's interface pgx gives what that knows only, and no uint64.
        const TypeRef below = schema().below_domains(type);
        const std::string plain =
            below.builtin() && !below.array && map().knows(below) ? mapped(below, "").text : "";
        if (!pgx() || schema().enumeration(below.name) || (predeclared(plain) && plain != "uint64") ||
            plain == "time.Time" || plain == "decimal.Decimal" || plain == "uuid.UUID")
            return with("sql.Null[" + value.text + "]");
    }
    const Domain* domain = schema().domain(type.name);
    const bool own_type = overrides().for_type(type.name) || (domain && defined(*domain));
    if (settings().is("nulls", "pgtype") && !own_type) {
        const TypeRef below = schema().below_domains(type);
        if (below.builtin() && !below.array && map().knows(below)) {
            const std::string& own = map().cell(below.name.name, "pgtype");
            if (!own.empty() && own != "self") return with("pgtype." + own);
        }
    }
    return "*" + value.text;
}

std::string Types::of(const TypeRef& type, bool not_null, const std::string& where, Source& source) const {
    const GoType out = value(type, where, source);
    return not_null ? out.text : wrapped(type, out, source);
}

std::string Types::of_column(const Relation& relation, const Column& column, Source& source) const {
    const bool never_null = not_null(relation, column);
    if (const auto chosen = overrides().for_column(relation.name, column)) {
        const GoType out = custom(*chosen, source);
        return never_null || out.nil ? out.text : "*" + out.text;
    }
    return of(column.type, never_null, relation.name.dotted() + "." + column.name, source);
}

std::string exported(std::string name) {
    name = capitalised(std::move(name));
    return name[0] >= 'A' && name[0] <= 'Z' ? name : has_capital(name) ? name : "X" + name;
}

bool predeclared(const std::string& type) {
    return among(kPredeclared, type);
}

std::string server_name(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
}

std::string server_name(const QName& name) {
    return server_name(name.schema) + "." + server_name(name.name);
}

} // namespace flux::gen::go
