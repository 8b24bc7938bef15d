// Enums, domains, composite types, TypedDicts.
#include <fmt/format.h>

#include <algorithm>

#include "targets/python/emit.hpp"

namespace flux::gen::python {
namespace {

constexpr std::string_view kValues =
#include "targets/python/runtime/values.py.inc"
    ;

std::string value_tuple(const std::string& name,
                        const std::vector<std::pair<std::string, TypeRef>>& attributes,
                        const Remarks& remarks, const std::string& where, const Types& types,
                        Imports& imports) {
    imports.module("typing");
    std::vector<std::string> names;
    for (const auto& attribute : attributes) names.push_back(attribute.first);
    const auto fields = types.fields(names);
    std::string out = fmt::format("\n\nclass {}(_typing.NamedTuple):\n", name) +
                      docstring(remarks, "    ", types.settings());
    // No NOT NULL reaches into a composite value.
    for (std::size_t i = 0; i < fields.size(); ++i)
        out += fmt::format("    {}: \"{} | None\"\n", fields[i],
                           types.of(attributes[i].second, where + "." + names[i], imports));
    if (fields.empty()) out += "    pass\n";
    return out;
}

// Bases before what is over them: a name is looked up when it is assigned.
void in_order(const Schema& schema, const Domain& domain, std::set<QName>& done,
              std::vector<const Domain*>& out) {
    if (!done.insert(domain.name).second) return;
    if (const Domain* base = schema.domain(domain.base.name)) in_order(schema, *base, done, out);
    out.push_back(&domain);
}

} // namespace

std::string values_file() {
    return std::string(kValues);
}

std::string enums_file(const Types& types) {
    std::string out = types.schema().enums.empty() ? "" : "import enum as _enum\n";
    for (const Enum& type : types.schema().enums) {
        out += fmt::format("\n\nclass {}(_enum.StrEnum):\n", types.names().of(type.name)) +
               docstring(type.remarks, "    ", types.settings());
        const auto members = member_names(type.labels, Case::upper_snake, "N_", {"None", "True", "False"});
        for (std::size_t i = 0; i < members.size(); ++i)
            out += fmt::format("    {} = {}\n", members[i], quoted(type.labels[i]));
        if (members.empty()) out += "    pass\n";
    }
    return out;
}

std::string types_file(const Types& rows) {
    const Types types = rows.as(Use::writes);
    Imports imports(".types");
    const Schema& schema = types.schema();
    std::string composites, domains;
    for (const Composite& type : schema.composites) {
        std::vector<std::pair<std::string, TypeRef>> attributes;
        for (const Attribute& attribute : type.attributes)
            attributes.emplace_back(attribute.name, attribute.type);
        composites += value_tuple(types.names().of(type.name), attributes, type.remarks, type.name.dotted(),
                                  types, imports);
    }
    for (const QName& name : row_values(schema)) {
        std::vector<std::pair<std::string, TypeRef>> attributes;
        for (const Column& column : schema.relation(name)->columns)
            attributes.emplace_back(column.name, column.type);
        composites += value_tuple(types.names().of(name) + "Row", attributes, schema.relation(name)->remarks,
                                  name.dotted(), types, imports);
    }
    std::set<QName> done;
    std::vector<const Domain*> ordered;
    for (const Domain& domain : schema.domains) in_order(schema, domain, done, ordered);
    for (const Domain* domain : ordered) {
        std::string text = types.of(domain->base, domain->name.dotted(), imports);
        if (text == "str" && !domain->allowed.empty()) {
            imports.module("typing");
            text.clear();
            for (const std::string& value : domain->allowed)
                text += (text.empty() ? "" : ", ") + quoted(value);
            text = "_typing.Literal[" + text + "]";
        }
        domains += fmt::format("\n{} = {}\n", types.names().of(domain->name), text) +
                   docstring(domain->remarks, "", types.settings());
    }
    return imports.text() + composites + (composites.empty() || domains.empty() ? "" : "\n") + domains;
}

std::string typed_dict(const std::string& name, const std::vector<Entry>& entries, const std::string& doc,
                       const Types& types, Imports& imports) {
    imports.module("typing");
    const char* base = "_typing.TypedDict";
    if (types.pydantic()) {
        // pydantic takes the standard library's from Python 3.12 on only.
        imports.name("typing_extensions", "TypedDict");
        base = "TypedDict";
    }
    const auto type = [](const Entry& entry) {
        return entry.required ? entry.type : fmt::format("_typing.NotRequired[{}]", entry.type);
    };
    const auto plain = [&](const Entry& entry) { return key_is_plain(entry.key) && !types.hides(entry.key); };
    if (std::all_of(entries.begin(), entries.end(), plain)) {
        std::string out = fmt::format("\n\nclass {}({}):\n{}", name, base, doc);
        for (const Entry& entry : entries) out += fmt::format("    {}: {}\n", entry.key, type(entry));
        return entries.empty() && doc.empty() ? out + "    pass\n" : out;
    }
    std::string out = fmt::format("\n\n{} = {}(\n    \"{}\",\n    {{\n", name, base, name);
    for (const Entry& entry : entries)
        out += fmt::format("        {}: {},\n", quoted(entry.key), type(entry));
    return out + "    },\n)\n";
}

} // namespace flux::gen::python
