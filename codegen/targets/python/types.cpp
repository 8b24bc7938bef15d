#include "targets/python/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "names/words.hpp"

namespace flux::gen::python {
namespace {

constexpr std::string_view kTypes =
#include "types/python.types.inc"
    ;

constexpr std::string_view kKeywords[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "for",      "finally",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
// What annotations in a class body name, what its bases define, and what a tuple has.
constexpr std::string_view kTaken[] = {
    "str",    "int",       "float",     "bool",       "bytes",     "list",        "dict",
    "tuple",  "set",       "type",      "object",     "self",      "cls",         "count",
    "index",  "copy",      "json",      "schema",     "construct", "validate",
    "fields", "parse_obj", "parse_raw", "parse_file", "from_orm",  "schema_json", "update_forward_refs",
    "match",  "case",      "print"};

NamingRules naming() {
    NamingRules rules;
    rules.reserved = {"Any",   "Annotated", "Base", "BaseModel", "Cidr",    "ConfigDict", "Connection", "Decimal",
                      "Enum",  "Field",     "Inet",      "Literal", "Mapped", "Multirange", "NamedTuple", "NotRequired",
                      "PgType", "Range", "StrEnum",   "TypedDict", "UUID",    "True",       "False",      "None"};
    rules.derived = {"Insert", "Update", "Row", "Args", "Result", "Labels"};
    return rules;
}

} // namespace

void Imports::name(const std::string& module, const std::string& name) {
    if (module != own_) names_[module].insert(name);
}

std::string Imports::text() const {
    std::string out;
    for (const std::string& module : modules_) out += fmt::format("import {} as _{}\n", module, module);
    if (!out.empty() && !names_.empty()) out += "\n";
    // Packages before this one's modules.
    for (const bool near : {false, true})
        for (const auto& [module, names] : names_) {
            if ((module[0] == '.') != near) continue;
            std::string list;
            for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
            out += fmt::format("from {} import {}\n", module, list);
        }
    return out;
}

Types::Types(const Job& job, Use use)
    : Language(job, "python", kTypes, naming()), job_(job), use_(use), no_fields_(std::begin(kKeywords), std::end(kKeywords)) {
    no_fields_.insert(std::begin(kTaken), std::end(kTaken));
    const auto add = [&](const Named& object) { no_fields_.insert(names().of(object.name)); };
    for (const Enum& type : schema().enums) add(type);
    for (const Domain& type : schema().domains) add(type);
    for (const Composite& type : schema().composites) add(type);
    for (const Relation& type : schema().relations) add(type);
}

std::vector<std::string> Types::fields(const std::vector<std::string>& columns,
                                       const std::set<std::string>& reserved) const {
    std::vector<std::string> wishes;
    for (const std::string& column : columns) {
        std::string wish =
            settings().flag("snake_fields") ? to_case(column, Case::snake) : to_identifier(column);
        if (wish.empty() || wish[0] == '_') wish = "field" + wish;
        if (wish[0] >= '0' && wish[0] <= '9') wish.insert(0, "field_");
        if (wish.starts_with("model_")) wish.insert(0, "field_");
        wishes.push_back(wish);
    }
    std::set<std::string> none = no_fields_;
    none.insert(reserved.begin(), reserved.end());
    return field_names(columns, wishes, none);
}

std::string Types::scalar(const TypeRef& type, const std::string& where, Imports& imports) const {
    if (const auto chosen = overrides().for_type(type.name)) {
        if (!chosen->module.empty())
            imports.name(chosen->module, chosen->text.substr(0, chosen->text.find('[')));
        return chosen->text;
    }
    const Schema& all = schema();
    if (all.enumeration(type.name)) {
        imports.name(".enums", names().of(type.name));
        return names().of(type.name);
    }
    if (const Domain* domain = all.domain(type.name)) {
        if (!alias_fits(*domain)) return of(domain->base, where, imports);
        imports.name(".types", names().of(type.name));
        return names().of(type.name);
    }
    if (all.composite(type.name) || all.relation(type.name)) return row_value(type, imports);
    if (const auto bound = range_bound(all, type)) return range(type, *bound, false, where, imports);
    if (const auto bound = multirange_bound(all, type)) return range(type, *bound, true, where, imports);
    return builtin(type, where, imports);
}

bool Types::alias_fits(const Domain& domain) const {
    TypeRef base = domain.base;
    while (const Domain* under = schema().domain(base.name)) base = under->base;
    base.array = false;
    const bool ranges = range_bound(schema(), base) || multirange_bound(schema(), base);
    const bool rows = schema().composite(base.name) || schema().relation(base.name);
    return !(use_ == Use::orm && ranges) && !(asyncpg() && use_ == Use::rows && rows);
}

// asyncpg gives a Record, and takes a tuple too.
std::string Types::row_value(const TypeRef& type, Imports& imports) const {
    const std::string name = names().of(type.name) + (schema().relation(type.name) ? "Row" : "");
    if (asyncpg()) imports.module("asyncpg");
    if (asyncpg() && use_ == Use::rows) return "_asyncpg.Record";
    imports.name(".types", name);
    return name + (asyncpg() ? " | _asyncpg.Record" : "");
}

// SQLAlchemy has classes of its own for the server's ranges, and hands others through.
std::string Types::range(const TypeRef& type, const TypeRef& bound, bool many, const std::string& where,
                         Imports& imports) const {
    if (asyncpg()) {
        imports.module("asyncpg");
        // Its own declaration fits none of the types that bounds have.
        imports.module("typing");
        return many ? "list[_asyncpg.Range[_typing.Any]]" : "_asyncpg.Range[_typing.Any]";
    }
    const std::string of_bound = of(bound, where, imports);
    if (use_ == Use::orm && type.builtin())
        return fmt::format("_pg.{}[{}]", many ? "MultiRange" : "Range", of_bound);
    imports.name(many ? "psycopg.types.multirange" : "psycopg.types.range", many ? "Multirange" : "Range");
    return fmt::format("{}[{}]", many ? "Multirange" : "Range", of_bound);
}

std::string Types::builtin(const TypeRef& type, const std::string& where, Imports& imports) const {
    if (!map().knows(type)) {
        if (settings().is("unknown_types", "text")) return "str";
        throw unknown_type(where, type, "Python");
    }
    const std::string& of_asyncpg = map().cell(type.name.name, "asyncpg");
    if (asyncpg() && !of_asyncpg.empty()) {
        if (of_asyncpg.find("_asyncpg.") != std::string::npos) imports.module("asyncpg");
        if (of_asyncpg.find("_typing.") != std::string::npos) imports.module("typing");
        return of_asyncpg;
    }
    const std::string& text = map().cell(type.name.name, "python");
    const std::string& module = map().cell(type.name.name, "import");
    if (!module.empty()) imports.module(module);
    if (text == "Inet" || text == "Cidr") imports.name(".values", text);
    return pydantic() && use_ != Use::orm ? constrained(type, text, imports) : text;
}

// What the type's modifiers and size say, in words that pydantic checks.
std::string Types::constrained(const TypeRef& type, const std::string& text, Imports& imports) const {
    std::string limits;
    if ((type.is("varchar") || type.is("bpchar")) && type.modifiers.size() == 1)
        limits = fmt::format("max_length={}", type.modifiers[0]);
    // NaN and, from PostgreSQL 14 on, the infinities are numerics; of digits pydantic can say nothing then.
    if (type.is("numeric")) limits = "allow_inf_nan=True";
    const std::pair<const char*, int> sizes[] = {{"int2", 15}, {"int4", 31}, {"int8", 63}};
    for (const auto& [name, bits] : sizes)
        if (type.is(name)) limits = fmt::format("ge=-(2**{0}), lt=2**{0}", bits);
    if (limits.empty()) return text;
    imports.module("typing");
    imports.name("pydantic", "Field");
    return fmt::format("_typing.Annotated[{}, Field({})]", text, limits);
}

std::string Types::of(const TypeRef& type, const std::string& where, Imports& imports) const {
    if (!type.array) return scalar(type, where, imports);
    return fmt::format("list[{}{}]", scalar(type.element(), where, imports),
                       settings().is("array_elements", "nullable") ? " | None" : "");
}

std::string Types::of_column(const Relation& relation, const Column& column, Imports& imports) const {
    if (const auto chosen = overrides().for_column(relation.name, column)) {
        if (!chosen->module.empty())
            imports.name(chosen->module, chosen->text.substr(0, chosen->text.find('[')));
        return chosen->text;
    }
    const std::string text = of(column.type, relation.name.dotted() + "." + column.name, imports);
    if (column.allowed.empty() || (text != "str" && text.find("[str, ") == std::string::npos)) return text;
    imports.module("typing");
    std::string list;
    for (const std::string& value : column.allowed) list += (list.empty() ? "" : ", ") + quoted(value);
    return "_typing.Literal[" + list + "]";
}

std::string docstring(const Remarks& remarks, const std::string& indent, const Settings& settings) {
    std::string text = settings.flag("comments") ? remarks.text : "";
    if (remarks.deprecated)
        text += (text.empty() ? "" : "\n\n") + std::string("Deprecated: ") + *remarks.deprecated;
    if (text.empty()) return "";
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"')
            out += fmt::format("\\{}", c);
        else if (c == '\n')
            out += "\n" + indent;
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
            out += c;
    }
    return fmt::format("{}\"\"\"{}\"\"\"\n", indent, out);
}

bool key_is_plain(const std::string& name) {
    return is_identifier(name) && std::find(std::begin(kKeywords), std::end(kKeywords), name) == std::end(kKeywords) && !name.starts_with("__");
}

} // namespace flux::gen::python
