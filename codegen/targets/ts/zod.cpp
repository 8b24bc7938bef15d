// Schemas for zod 4: of rows as they arrive, of what INSERT and UPDATE take. Each is checked by the compiler
// against its type.
#include <fmt/format.h>

#include "targets/ts/emit.hpp"

namespace flux::gen::ts {
namespace {

constexpr std::string_view kHelpers = R"(/** At most so many characters, as the server counts them. */
const chars = (most: number) => z.string().refine((text) => [...text].length <= most, `at most ${most} characters`);
const integerText = z.string().regex(/^-?\d+$/);
const numericText = z.string().regex(/^(-?\d+(\.\d+)?|NaN|-?Infinity)$/);
/** NaN and the infinities are numbers here. */
const float = z.custom<number>((value) => typeof value === "number");
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const point = z.object({ x: float, y: float });
const circle = z.object({ x: float, y: float, radius: float });
const range = <T extends z.ZodType>(bound: T) =>
  z.object({ lower: bound.nullable(), upper: bound.nullable(), lowerInclusive: z.boolean(), upperInclusive: z.boolean(), empty: z.boolean() });
export const helpers = { chars, integerText, numericText, float, bytes, point, circle, range };
)";

class Writer {
public:
    Writer(const Types& types, Imports& imports) : types_(types), imports_(imports) {}

    std::string of(const TypeRef& type, const std::string& where) {
        const auto raw = [&] { return types_.of(type, where, imports_); };
        if (!types_.parsed()) return by_static(type, where);
        if (type.array) {
            const std::string element = of(type.element(), where);
            return fmt::format("z.array({}{})", element,
                               types_.settings().is("array_elements", "nullable") ? ".nullable()" : "");
        }
        if (types_.overrides().for_type(type.name)) return fmt::format("z.custom<{}>()", raw());
        const Schema& all = types_.schema();
        if (all.enumeration(type.name) || all.composite(type.name) || all.relation(type.name))
            return reference(type.name);
        if (const Domain* domain = all.domain(type.name))
            return types_.settings().is("domains", "base") ? of(domain->base, where) : reference(type.name);
        if (const auto bound = range_bound(all, type)) return fmt::format("range({})", of(*bound, where));
        if (const auto bound = multirange_bound(all, type))
            return fmt::format("z.array(range({}))", of(*bound, where));
        if (!types_.map().knows(type)) return "z.string()";
        return builtin(type);
    }

    std::string of_column(const Relation& relation, const Column& column) {
        const std::string where = relation.name.dotted() + "." + column.name;
        const auto stated = [&] { return types_.of_column(relation, column, imports_); };
        if (types_.overrides().for_column(relation.name, column))
            return fmt::format("z.custom<{}>()", stated());
        const std::string plain = of(column.type, where);
        if (types_.id(relation, column))
            return fmt::format("({} as unknown as z.ZodType<{}>)", plain, stated());
        if (!column.allowed.empty() && plain.starts_with("z.string()")) return literals(column.allowed);
        return plain;
    }

    static std::string literals(const std::vector<std::string>& values) {
        std::string list;
        for (const std::string& value : values) list += (list.empty() ? "" : ", ") + quoted(value);
        return values.empty() ? "z.never()" : fmt::format("z.enum([{}])", list);
    }

    // Later ones may need earlier ones, in any order: a getter looks only when it is asked.
    std::string reference(const QName& name) { return types_.names().of(name) + "Schema"; }

private:
    // Without parsers nearly everything is a text, and nothing can be said of it.
    std::string by_static(const TypeRef& type, const std::string& where) {
        Imports unused("");
        const std::string text = types_.of(type, where, unused);
        if (text == "string") return "z.string()";
        if (text == "number") return "float";
        if (text == "boolean") return "z.boolean()";
        if (types_.schema().enumeration(type.name) && !type.array) return reference(type.name);
        return fmt::format("z.custom<{}>()", types_.of(type, where, imports_));
    }

    std::string builtin(const TypeRef& type) const {
        const std::string& own = types_.map().cell(type.name.name, "zod");
        if (!own.empty()) return own;
        const std::string codec = types_.codec(type.name.name);
        const bool limited = (type.is("varchar") || type.is("bpchar")) && type.modifiers.size() == 1;
        if (limited) return fmt::format("chars({})", type.modifiers[0]);
        if (codec == "bool") return "z.boolean()";
        if (codec == "int8_string") return "integerText";
        if (codec == "int8_bigint") return "z.bigint()";
        if (codec == "int8_number") return "z.int()";
        if (codec == "numeric_string") return "numericText";
        if (codec == "number" || codec == "numeric_number") return "float";
        if (codec.ends_with("_Date")) return "z.date()";
        if (codec == "bytea") return "bytes";
        if (codec == "point" || codec == "circle") return codec;
        if (codec == "hstore") return "z.record(z.string(), z.string().nullable())";
        if (codec == "json") return types_.settings().is("json", "JsonValue") ? "z.json()" : "z.unknown()";
        return "z.string()";
    }

    const Types& types_;
    Imports& imports_;
};

std::string property_line(const std::string& field, const std::string& schema) {
    // A getter: the schema that it names may stand further down, or be this one.
    if (schema.find("Schema") != std::string::npos)
        return fmt::format("  get {}() {{\n    return {};\n  }},\n", property(field), schema);
    return fmt::format("  {}: {},\n", property(field), schema);
}

std::string relation_schemas(const Relation& relation, const Types& types, Writer& writer, Imports& imports) {
    const Settings& settings = types.settings();
    const std::string& name = types.names().of(relation.name);
    const auto fields = fields_of(types, relation);
    std::string row, insert, update;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Column& column = relation.columns[i];
        const bool null = !types.not_null(relation, column);
        const std::string schema = writer.of_column(relation, column);
        const char* absent = settings.is("null_style", "union") ? ".nullable()" : ".optional()";
        row += property_line(fields[i], schema + (null ? absent : ""));
        const std::string given = schema + (null ? ".nullable()" : "");
        if (column.insertable)
            insert += property_line(fields[i], given + (column.required ? "" : ".optional()"));
        if (column.updatable) update += property_line(fields[i], given + ".optional()");
    }
    std::string proof;
    if (settings.is("null_style", "union")) {
        imports.type(types.module(relation.name), name);
        proof = fmt::format(" satisfies z.ZodType<{}>", name);
    }
    std::string out = fmt::format("\nexport const {}Schema = z.object({{\n{}}}){};\n", name, row, proof);
    if (!settings.flag("insert_update")) return out;
    if (relation.insertable)
        out += fmt::format("export const {}InsertSchema = z.strictObject({{\n{}}});\n", name, insert);
    if (relation.updatable)
        out += fmt::format("export const {}UpdateSchema = z.strictObject({{\n{}}});\n", name, update);
    return out;
}

std::string type_schemas(const Types& types, Writer& writer, Imports& imports) {
    std::string out;
    const Settings& settings = types.settings();
    for (const Enum& type : types.schema().enums) {
        const std::string& name = types.names().of(type.name);
        if (!settings.is("enum_style", "union")) imports.value("./enums", name);
        out += fmt::format("\nexport const {}Schema = {};\n", name,
                           settings.is("enum_style", "union") ? Writer::literals(type.labels)
                                                              : fmt::format("z.enum({})", name));
    }
    if (!settings.is("domains", "base"))
        for (const Domain& domain : types.schema().domains) {
            const std::string& name = types.names().of(domain.name);
            imports.type("./types", name);
            std::string base = writer.of(domain.base, domain.name.dotted());
            if (!domain.allowed.empty() && base == "z.string()") base = Writer::literals(domain.allowed);
            // What a domain is over may be defined below: it is looked up when it is used.
            if (base.find("Schema") != std::string::npos) base = fmt::format("z.lazy(() => {})", base);
            out += fmt::format(
                "\nexport const {}Schema: z.ZodType<{}> = {}{};\n", name, name, base,
                settings.is("domains", "brand") ? fmt::format(" as unknown as z.ZodType<{}>", name) : "");
        }
    for (const Composite& composite : types.schema().composites) {
        const std::string& name = types.names().of(composite.name);
        imports.type("./types", name);
        std::string properties;
        const auto fields = fields_of(types, composite);
        for (std::size_t i = 0; i < fields.size(); ++i)
            properties += property_line(
                fields[i], writer.of(composite.attributes[i].type, composite.name.dotted()) + ".nullable()");
        out += fmt::format("\nexport const {}Schema = z.object({{\n{}}}) satisfies z.ZodType<{}>;\n", name,
                           properties, name);
    }
    return out;
}

} // namespace

std::string zod_file(const Types& types) {
    Imports imports("./zod");
    imports.value("zod", "z");
    Writer writer(types, imports);
    std::string out = "\n" + type_schemas(types, writer, imports).erase(0, 1);
    if (out == "\n") out.clear();
    for (const Relation& relation : types.schema().relations)
        if (!relation.is_view() || types.settings().flag("views"))
            out += relation_schemas(relation, types, writer, imports);
    return imports.text(types.settings().text("module_ext")) + std::string(kHelpers) + out;
}

} // namespace flux::gen::ts
