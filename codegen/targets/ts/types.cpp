#include "targets/ts/types.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "failure.hpp"

namespace flux::gen::ts {
namespace {

constexpr std::string_view kTypes =
#include "types/ts.types.inc"
    ;

NamingRules naming() {
    NamingRules rules;
    rules.reserved = {
        "Array",     "Boolean",   "Buffer",          "Circle",         "Codec",      "Codecs",   "Database",
        "Date",      "Error",     "Function",        "IntervalObject", "JsonValue",  "Map",      "Number",
        "Object",    "Omit",      "Parameter",       "Partial",        "Pick",       "Point",    "Promise",
        "Queryable", "Range",     "Readonly",        "Record",         "RegExp",     "Routines", "Set",
        "Sql",       "String",    "Symbol",          "TypeRegistry",   "Uint8Array", "UserType", "Infinity",
        "NaN",       "Generated", "GeneratedAlways", "ColumnType",     "JSON",       "Math",     "Brand", "Nested"};
    rules.derived = {"Insert",       "Update", "Values", "Schema", "InsertSchema",
                     "UpdateSchema", "Args",   "Result", "Table",  "Id"};
    return rules;
}

bool local(const std::string& module) {
    return module.starts_with(".");
}

} // namespace

void Imports::add(const std::string& module, const std::string& name, bool only_type) {
    if (module == own_) return;
    const auto [at, fresh] = modules_[module].try_emplace(name, only_type);
    if (!fresh && !only_type) at->second = false;
}

std::string Imports::text(const std::string& extension) const {
    std::string out;
    // Packages first, then this folder's modules, each by name.
    for (const bool near : {false, true})
        for (const auto& [module, names] : modules_) {
            if (local(module) != near) continue;
            const bool only_types =
                std::all_of(names.begin(), names.end(), [](const auto& name) { return name.second; });
            std::string list;
            for (const auto& [name, only_type] : names)
                list +=
                    (list.empty() ? "" : ", ") + std::string(only_type && !only_types ? "type " : "") + name;
            const bool own = module.starts_with("./") && module.find('.', 2) == std::string::npos;
            out += fmt::format("import {}{{ {} }} from {};\n", only_types ? "type " : "", list,
                               quoted(module + (own ? extension : "")));
        }
    return out.empty() ? out : out + "\n";
}

Types::Types(const Job& job) : Language(job, "ts", kTypes, naming()) {
    if (!parsed()) check_raw_choices();
}

// Without parsers there is what the driver gives, and no choice.
void Types::check_raw_choices() const {
    const std::pair<const char*, const char*> given[] = {
        {"bigint", "string"}, {"numeric", "string"}, {"date", "Date"}, {"timestamp", "Date"}};
    for (const auto& [option, value] : given)
        if (!settings().is(option, value))
            throw misuse(fmt::format("{} = \"{}\" needs the parsers: without them the driver gives a {}",
                                     option, settings().text(option), value),
                         fmt::format("Set {} = \"{}\", or leave parsers on.", option, value));
}

std::string Types::module(const QName& type) const {
    if (schema().enumeration(type)) return "./enums";
    if (const Relation* relation = schema().relation(type))
        return relation->is_view() ? "./views" : "./tables";
    return "./types";
}

std::string Types::custom(const CustomType& type, Imports& imports) const {
    if (!type.module.empty())
        imports.type(type.module, type.text.substr(0, type.text.find_first_of("<[. |&")));
    return type.text;
}

std::string Types::by_map(const TypeRef& type, bool element, Imports& imports) const {
    const std::string& name = type.name.name;
    std::string text;
    if (parsed()) {
        const std::string& codec = map().cell(name, "codec");
        if (codec == "text") return "string";
        if (codec == "bool") return "boolean";
        if (codec == "bytea") return "Uint8Array";
        if (codec == "hstore") return "Record<string, string | null>";
        if (codec == "int8") return settings().text("bigint");
        if (codec == "numeric" || codec == "date") return settings().text(codec.c_str());
        if (codec == "timestamp" || codec == "timestamptz") return settings().text("timestamp");
        text = codec == "point"    ? "Point"
               : codec == "circle" ? "Circle"
               : codec == "json"   ? "unknown"
                                   : codec;
    } else if (settings().is("driver", "postgres")) {
        text = map().cell(name, "postgres");
    } else {
        text = map().cell(name, element ? "pg array" : "pg");
    }
    if (text == "unknown" && map().cell(name, "codec") == "json" && settings().is("json", "JsonValue"))
        text = "JsonValue";
    for (const char* defined : {"Point", "Circle", "IntervalObject", "JsonValue"})
        if (text == defined) imports.type("./values", text);
    return text;
}

std::string Types::user_type(const TypeRef& type, Imports& imports) const {
    const std::string& name = names().of(type.name);
    imports.type(module(type.name), name);
    return name;
}

std::string Types::scalar(const TypeRef& type, const std::string& where, Imports& imports) const {
    if (const auto chosen = overrides().for_type(type.name)) return custom(*chosen, imports);
    const Schema& all = schema();
    if (all.enumeration(type.name)) return user_type(type, imports);
    if (const Domain* domain = all.domain(type.name)) {
        if (settings().is("domains", "base")) return of(domain->base, where, imports);
        return user_type(type, imports);
    }
    const bool structured = all.composite(type.name) || all.relation(type.name);
    if (structured) return parsed() ? user_type(type, imports) : "string";
    const auto one = range_bound(all, type), many = multirange_bound(all, type);
    if (one || many) {
        if (!parsed()) return "string";
        imports.type("./values", "Range");
        return fmt::format("Range<{}>{}", of(one ? *one : *many, where, imports), many ? "[]" : "");
    }
    if (map().knows(type)) return by_map(type, false, imports);
    if (settings().is("unknown_types", "text")) return "string";
    throw unknown_type(where, type, "TypeScript");
}

std::string Types::raw_array(const TypeRef& type, const std::string& where, Imports& imports) const {
    const TypeRef element = type.element();
    if (settings().is("driver", "postgres")) return scalar(element, where, imports);
    if (element.is("numrange")) return "string";
    const bool listed =
        element.builtin() && map().knows(element) && !map().cell(element.name.name, "pg array").empty();
    return listed ? by_map(element, true, imports) : "";
}

std::string Types::of(const TypeRef& type, const std::string& where, Imports& imports) const {
    if (!type.array) return scalar(type, where, imports);
    std::string element = parsed() ? scalar(type.element(), where, imports) : raw_array(type, where, imports);
    if (element.empty()) return "string";
    if (settings().is("array_elements", "nullable")) element += " | null";
    if (settings().is("arrays", "nested")) {
        imports.type("./values", "Nested");
        return "Nested<" + element + ">";
    }
    const bool plain = element.find_first_of(" ") == std::string::npos || element.back() == '>';
    return (plain ? element : "(" + element + ")") + "[]";
}

std::string Types::of_column(const Relation& relation, const Column& column, Imports& imports) const {
    if (const auto chosen = overrides().for_column(relation.name, column)) return custom(*chosen, imports);
    if (const auto name = id(relation, column)) {
        imports.type("./ids", *name);
        return *name;
    }
    if (!column.allowed.empty() && of(column.type, "", imports) == "string") {
        std::string text;
        for (const std::string& value : column.allowed) text += (text.empty() ? "" : " | ") + quoted(value);
        return text;
    }
    return of(column.type, relation.name.dotted() + "." + column.name, imports);
}

bool Types::owns_id(const Relation& relation, const Column& column) const {
    if (relation.primary_key != std::vector<std::string>{column.name}) return false;
    std::set<QName> seen;
    return id_owner(relation, column.name, seen) == std::pair(relation.name, column.name);
}

// A key that refers to another one is that one's: follow it to its end.
std::optional<std::pair<QName, std::string>>
Types::id_owner(const Relation& relation, const std::string& column, std::set<QName>& seen) const {
    if (!seen.insert(relation.name).second) return std::nullopt;
    // A view's column is the table's that it hands through.
    if (const Column* own = relation.column(column); own && !own->source.second.empty())
        if (const Relation* table = schema().relation(own->source.first))
            return id_owner(*table, own->source.second, seen);
    for (const ForeignKey& key : relation.foreign_keys) {
        const auto at = std::find(key.columns.begin(), key.columns.end(), column);
        const Relation* to = schema().relation(key.referenced);
        if (at == key.columns.end() || !to) continue;
        auto deeper = seen;
        const auto owner = id_owner(
            *to, key.referenced_columns.at(static_cast<std::size_t>(at - key.columns.begin())), deeper);
        if (owner) return owner;
    }
    if (relation.primary_key == std::vector<std::string>{column}) return std::pair(relation.name, column);
    return std::nullopt;
}

std::optional<std::string> Types::id(const Relation& relation, const Column& column) const {
    if (!settings().is("ids", "brand")) return std::nullopt;
    std::set<QName> seen;
    const auto owner = id_owner(relation, column.name, seen);
    if (!owner) return std::nullopt;
    return names().of(owner->first) + "Id";
}

std::string Types::key(const TypeRef& type) const {
    const std::string name = type.builtin() ? type.name.name : type.name.dotted();
    return name + (type.array ? "[]" : "");
}

std::string Types::codec(const std::string& builtin) const {
    const std::string& codec = map().cell(builtin, "codec");
    if (codec == "int8") return "int8_" + settings().text("bigint");
    if (codec == "numeric" || codec == "date") return codec + "_" + settings().text(codec);
    if (codec == "timestamp" || codec == "timestamptz") return codec + "_" + settings().text("timestamp");
    return codec == "unknown" || codec == "void" ? "text" : codec;
}

std::string Types::field(const std::string& name) const {
    const std::string& style = settings().text("field_case");
    if (style == "preserve") return name;
    const std::string out = to_case(name, style == "camel"    ? Case::camel
                                          : style == "pascal" ? Case::pascal
                                                              : Case::snake);
    return out.empty() ? name : out;
}

std::string property(const std::string& name) {
    return is_ascii_identifier(name) ? name : quoted(name);
}

std::string doc(const Remarks& remarks, const std::string& more, const std::string& indent,
                const Settings& settings) {
    std::string text = settings.flag("comments") ? remarks.text : "";
    if (!more.empty()) text += (text.empty() ? "" : "\n") + more;
    if (remarks.deprecated)
        text += (text.empty() ? "" : "\n") + std::string("@deprecated ") + *remarks.deprecated;
    std::string clean;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '*' && at + 1 < text.size() && text[at + 1] == '/')
            clean += "*\\";
        else if (text[at] != '\r' &&
                 (static_cast<unsigned char>(text[at]) >= 0x20 || text[at] == '\n' || text[at] == '\t'))
            clean += text[at];
    }
    if (clean.empty()) return "";
    if (clean.find('\n') == std::string::npos) return fmt::format("{}/** {} */\n", indent, clean);
    std::string out = indent + "/**\n";
    std::size_t from = 0;
    while (from <= clean.size()) {
        const auto end = std::min(clean.find('\n', from), clean.size());
        const std::string line = clean.substr(from, end - from);
        out += indent + (line.empty() ? " *\n" : " * " + line + "\n");
        from = end + 1;
    }
    return out + indent + " */\n";
}

std::string nullable(const std::string& type, bool may_be_null, const Settings& settings) {
    if (!may_be_null) return type;
    if (settings.is("null_style", "undefined")) return type + " | undefined";
    if (settings.is("null_style", "optional")) return type;
    return type + " | null";
}

} // namespace flux::gen::ts
