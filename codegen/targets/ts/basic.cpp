// Enums, domains, composite types and ids.
#include <fmt/format.h>

#include "targets/ts/emit.hpp"

namespace flux::gen::ts {
namespace {

constexpr std::string_view kValues =
#include "targets/ts/runtime/values.ts.inc"
    ;

std::string union_of(const std::vector<std::string>& labels) {
    if (labels.empty()) return "never";
    std::string out;
    for (const std::string& label : labels) out += (out.empty() ? "" : " | ") + quoted(label);
    return out;
}

std::string enumeration(const Enum& type, const std::string& name, const Settings& settings) {
    std::string out = doc(type.remarks, "", "", settings);
    const auto members = member_names(type.labels, Case::pascal, "N");
    if (settings.is("enum_style", "ts_enum")) {
        out += fmt::format("export enum {} {{\n", name);
        for (std::size_t i = 0; i < members.size(); ++i)
            out += fmt::format("  {} = {},\n", members[i], quoted(type.labels[i]));
        return out + "}\n";
    }
    if (settings.is("enum_style", "const_object")) {
        out += fmt::format("export const {} = {{\n", name);
        for (std::size_t i = 0; i < members.size(); ++i)
            out += fmt::format("  {}: {},\n", members[i], quoted(type.labels[i]));
        return out + fmt::format("}} as const;\nexport type {0} = (typeof {0})[keyof typeof {0}];\n", name);
    }
    std::string values;
    for (const std::string& label : type.labels) values += (values.empty() ? "" : ", ") + quoted(label);
    return out + fmt::format("export type {0} = {1};\n/** All values of {0}, in the server's order. "
                             "*/\nexport const {0}Values = [{2}] as const;\n",
                             name, union_of(type.labels), values);
}

} // namespace

std::string values_file() {
    return std::string(kValues);
}

std::string or_empty_module(const std::string& body) {
    return body.empty() ? "export {};\n" : body;
}

std::string enums_file(const Types& types) {
    std::string out;
    for (const Enum& type : types.schema().enums)
        out += (out.empty() ? "" : "\n") + enumeration(type, types.names().of(type.name), types.settings());
    return or_empty_module(out);
}

std::string types_file(const Types& types) {
    Imports imports("./types");
    const Settings& settings = types.settings();
    std::string out;
    if (!settings.is("domains", "base"))
        for (const Domain& domain : types.schema().domains) {
            std::string base = types.of(domain.base, domain.name.dotted(), imports);
            if (base == "string" && !domain.allowed.empty()) base = union_of(domain.allowed);
            std::string checks;
            for (const std::string& check : domain.checks)
                checks += (checks.empty() ? "" : "\n") + ("CHECK (" + check + ")");
            if (settings.is("domains", "brand"))
                base = fmt::format(
                    "{}{}{} & {{ readonly __domain: {} }}", base.find(' ') == std::string::npos ? "" : "(",
                    base, base.find(' ') == std::string::npos ? "" : ")", quoted(domain.name.dotted()));
            out += fmt::format("\n{}export type {} = {};\n", doc(domain.remarks, checks, "", settings),
                               types.names().of(domain.name), base);
        }
    for (const Composite& composite : types.schema().composites) {
        const auto fields = fields_of(types, composite);
        out += fmt::format("\n{}export interface {} {{\n", doc(composite.remarks, "", "", settings),
                           types.names().of(composite.name));
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Attribute& attribute = composite.attributes[i];
            Remarks remarks;
            remarks.text = attribute.text;
            out += doc(remarks, "", "  ", settings);
            // No NOT NULL reaches into a composite value.
            out += fmt::format(
                "  {}: {} | null;\n", property(fields[i]),
                types.of(attribute.type, composite.name.dotted() + "." + attribute.name, imports));
        }
        out += "}\n";
    }
    if (out.empty()) return or_empty_module("");
    return imports.text(settings.text("module_ext")) + out.substr(1);
}

std::string ids_file(const Types& types) {
    Imports imports("./ids");
    std::string out;
    for (const Relation& relation : types.schema().relations)
        for (const Column& column : relation.columns) {
            if (!types.owns_id(relation, column)) continue;
            const std::string where = relation.name.dotted() + "." + column.name;
            out += fmt::format("\n/** The key of {}. */\nexport type {}Id = {} & {{ readonly __key: {} }};\n",
                               relation.name.dotted(), types.names().of(relation.name),
                               types.of(column.type, where, imports), quoted(where));
        }
    if (out.empty()) return or_empty_module("");
    return imports.text(types.settings().text("module_ext")) + out.substr(1);
}

} // namespace flux::gen::ts
