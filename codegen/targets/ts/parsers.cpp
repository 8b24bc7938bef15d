// What makes the drivers give what the types say: the runtime, as it stands, and the tables that it works by.
#include <fmt/format.h>

#include "targets/ts/emit.hpp"

namespace flux::gen::ts {
namespace {

constexpr std::string_view kRuntime =
#include "targets/ts/runtime/runtime.ts.inc"
    ;
constexpr std::string_view kPg =
#include "targets/ts/runtime/pg.ts.inc"
    ;
constexpr std::string_view kPostgres =
#include "targets/ts/runtime/postgres.ts.inc"
    ;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string entry(const QName& name, const char* is, const std::string& more) {
    return fmt::format("  {{ key: {}, schema: {}, name: {}, is: \"{}\"{} }},\n", quoted(name.dotted()),
                       quoted(name.schema), quoted(name.name), is, more);
}

// `items`: columns or attributes, in the order of `fields`.
template <class Item>
std::string attributes(const Types& types, const std::vector<std::string>& fields,
                       const std::vector<Item>& items) {
    std::string list;
    for (std::size_t i = 0; i < fields.size(); ++i)
        list += fmt::format("{}[{}, {}]", list.empty() ? "" : ", ", quoted(fields[i]),
                            quoted(types.key(items[i].type)));
    return ", attributes: [" + list + "]";
}

std::string user_types(const Types& types) {
    const Schema& schema = types.schema();
    std::string out;
    for (const Enum& type : schema.enums) out += entry(type.name, "text", "");
    for (const Domain& type : schema.domains)
        out += entry(type.name, "domain", ", of: " + quoted(types.key(type.base)));
    for (const Range& type : schema.ranges) {
        const std::string of = ", of: " + quoted(types.key(type.subtype));
        out += entry(type.name, "range", of);
        if (!type.multirange.empty()) out += entry(type.multirange, "multirange", of);
    }
    for (const Composite& type : schema.composites)
        out += entry(type.name, "composite", attributes(types, fields_of(types, type), type.attributes));
    for (const Relation& relation : schema.relations)
        out += entry(relation.name, "composite",
                     attributes(types, fields_of(types, relation), relation.columns));
    // Types of extensions: they are known by name, in whatever schema.
    for (const QName& name : extension_types(schema)) {
        const bool known = types.map().knows(TypeRef{name, false, {}});
        out += entry(name, "extension", ", of: " + quoted(known ? name.name : "text"));
    }
    return out;
}

std::string relation_tables(const Types& types) {
    std::string out;
    for (const Relation& relation : types.schema().relations) {
        out += fmt::format("  {}: {{\n", quoted(relation.name.dotted()));
        const auto fields = fields_of(types, relation);
        for (std::size_t i = 0; i < fields.size(); ++i)
            out += fmt::format("    {}: {},\n", property(fields[i]),
                               quoted(types.key(relation.columns[i].type)));
        out += "  },\n";
    }
    return out;
}

} // namespace

std::string runtime_file(const Types& types) {
    return replaced(std::string(kRuntime), "./values.js", "./values" + types.settings().text("module_ext"));
}

std::string parsers_file(const Types& types) {
    const bool postgres = types.settings().is("driver", "postgres");
    std::string builtin;
    for (const std::string& name : types.map().types()) {
        const std::string codec = types.codec(name);
        if (codec != "text") builtin += fmt::format("  {}: all.{} as Codec,\n", property(name), codec);
    }
    const std::string from = "./runtime" + types.settings().text("module_ext");
    std::string out = postgres ? "import type { Parameter, Sql } from \"postgres\";\n" : "";
    out += fmt::format("import {{ type Codec, Codecs, codecs as all, eachOid, type OidRow, oidQuery, type "
                       "UserType }} from \"{}\";\n\n",
                       from);
    out += fmt::format("const builtin: Readonly<Record<string, Codec>> = {{\n{}}};\n\n", builtin);
    out += fmt::format("const userTypes: readonly UserType[] = [\n{}];\n\n", user_types(types));
    out += fmt::format(
        "/** The type of each column, by its key. */\nexport const relations = {{\n{}}} as const;\n\n",
        relation_tables(types));
    out += fmt::format("export const codecs = new Codecs(builtin, userTypes, {});\n\n",
                       types.settings().is("arrays", "nested"));
    return out + std::string(postgres ? kPostgres : kPg);
}

} // namespace flux::gen::ts
