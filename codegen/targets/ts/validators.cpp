// Schemas that check values at run time, for zod 4 and for valibot: of rows as they arrive, of what INSERT and UPDATE
// take. Each is checked by the compiler against its type. What the two say differently is in their Dialect.
#include <fmt/format.h>

#include "targets/ts/dialect.hpp"
#include "targets/ts/emit.hpp"

namespace flux::gen::ts {
namespace {

class Writer {
public:
    Writer(const Types& types, const Dialect& dialect, Imports& imports)
        : types_(types), in_(dialect), imports_(imports) {}

    std::string of(const TypeRef& type, const std::string& where) {
        const auto raw = [&] { return types_.of(type, where, imports_); };
        if (!types_.parsed()) return by_static(type, where);
        if (type.array) {
            const std::string element = of(type.element(), where);
            const bool nullable = types_.settings().is("array_elements", "nullable");
            const std::string item = nullable ? in_.nullable(element) : element;
            return types_.settings().is("arrays", "nested") ? "nested(" + item + ")" : in_.array(item);
        }
        if (types_.overrides().for_type(type.name)) return in_.custom(raw());
        const Schema& all = types_.schema();
        if (all.enumeration(type.name) || all.composite(type.name) || all.relation(type.name))
            return reference(type.name);
        if (const Domain* domain = all.domain(type.name))
            return types_.settings().is("domains", "base") ? of(domain->base, where) : reference(type.name);
        if (const auto bound = range_bound(all, type)) return fmt::format("range({})", of(*bound, where));
        if (const auto bound = multirange_bound(all, type))
            return in_.array(fmt::format("range({})", of(*bound, where)));
        if (!types_.map().knows(type)) return in_.text;
        return builtin(type);
    }

    std::string of_column(const Relation& relation, const Column& column) {
        const std::string where = relation.name.dotted() + "." + column.name;
        const auto stated = [&] { return types_.of_column(relation, column, imports_); };
        if (types_.overrides().for_column(relation.name, column))
            return in_.custom(stated());
        const std::string plain = of(column.type, where);
        if (types_.id(relation, column))
            return fmt::format("({} as unknown as {})", plain, in_.schema_of(stated()));
        if (!column.allowed.empty() && (plain == in_.text || plain.starts_with("chars("))) return literals(column.allowed);
        return plain;
    }

    std::string literals(const std::vector<std::string>& values) const {
        std::string list;
        for (const std::string& value : values) list += (list.empty() ? "" : ", ") + quoted(value);
        return values.empty() ? in_.never : in_.one_of("[" + list + "]");
    }

    // They may stand in any order, and name themselves: they are looked up when they are used.
    std::string reference(const QName& name) {
        const std::string& type = types_.names().of(name);
        if (in_.getters) return type + "Schema";
        imports_.type(types_.module(name), type);
        return fmt::format("v.lazy((): {} => {}Schema)", in_.schema_of(type), type);
    }

    const Dialect& in() const { return in_; }

private:
    // Without parsers nearly everything is a text, and nothing can be said of it.
    std::string by_static(const TypeRef& type, const std::string& where) {
        Imports unused("");
        const std::string text = types_.of(type, where, unused);
        if (text == "string") return in_.text;
        if (text == "number") return "float";
        if (text == "boolean") return in_.boolean;
        if (types_.schema().enumeration(type.name) && !type.array) return reference(type.name);
        return in_.custom(types_.of(type, where, imports_));
    }

    std::string builtin(const TypeRef& type) {
        const std::string& own = types_.map().cell(type.name.name, in_.name);
        if (!own.empty()) return own;
        const std::string codec = types_.codec(type.name.name);
        const bool limited = (type.is("varchar") || type.is("bpchar")) && type.modifiers.size() == 1;
        if (limited) return fmt::format("chars({})", type.modifiers[0]);
        if (codec == "bool") return in_.boolean;
        if (codec == "int8_string") return "integerText";
        if (codec == "int8_bigint") return in_.bigint;
        if (codec == "int8_number") return in_.integer;
        if (codec == "numeric_string") return "numericText";
        if (codec == "number" || codec == "numeric_number") return "float";
        if (codec.ends_with("_Date")) return in_.date;
        if (codec == "bytea") return "bytes";
        if (codec == "point" || codec == "circle") return codec;
        if (codec == "hstore") return in_.texts;
        if (codec == "json") {
            if (!types_.settings().is("json", "JsonValue")) return in_.unknown;
            if (!in_.getters) imports_.type("./values", "JsonValue");
            return in_.json;
        }
        return in_.text;
    }

    const Types& types_;
    const Dialect& in_;
    Imports& imports_;
};

std::string property_line(const std::string& field, const std::string& schema, const Dialect& dialect) {
    // A getter: the schema that it names may stand further down, or be this one.
    if (dialect.getters && schema.find("Schema") != std::string::npos)
        return fmt::format("  get {}() {{\n    return {};\n  }},\n", property(field), schema);
    return fmt::format("  {}: {},\n", property(field), schema);
}

std::string relation_schemas(const Relation& relation, const Types& types, Writer& writer, Imports& imports) {
    const Settings& settings = types.settings();
    const Dialect& in = writer.in();
    const std::string& name = types.names().of(relation.name);
    const auto fields = fields_of(types, relation);
    std::string row, insert, update;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Column& column = relation.columns[i];
        const bool null = !types.not_null(relation, column);
        const std::string schema = writer.of_column(relation, column);
        const std::string may_miss = settings.is("null_style", "union")       ? in.nullable(schema)
                                     : settings.is("null_style", "optional") ? in.missing(schema)
                                                                             : in.undefinedable(schema);
        row += property_line(fields[i], null ? may_miss : schema, in);
        const std::string given = null ? in.nullable(schema) : schema;
        if (column.insertable)
            insert += property_line(fields[i], column.required ? given : in.optional(given), in);
        if (column.updatable) update += property_line(fields[i], in.optional(given), in);
    }
    std::string proof;
    if (settings.is("null_style", "union")) {
        imports.type(types.module(relation.name), name);
        proof = " satisfies " + in.schema_of(name);
    }
    std::string out = fmt::format("\nexport const {}Schema = {}{};\n", name, in.object(row), proof);
    if (!settings.flag("insert_update")) return out;
    if (relation.insertable)
        out += fmt::format("export const {}InsertSchema = {};\n", name, in.strict_object(insert));
    if (relation.updatable)
        out += fmt::format("export const {}UpdateSchema = {};\n", name, in.strict_object(update));
    return out;
}

std::string type_schemas(const Types& types, Writer& writer, Imports& imports) {
    std::string out;
    const Settings& settings = types.settings();
    const Dialect& in = writer.in();
    for (const Enum& type : types.schema().enums) {
        const std::string& name = types.names().of(type.name);
        if (!settings.is("enum_style", "union")) imports.value("./enums", name);
        out += fmt::format("\nexport const {}Schema = {};\n", name,
                           settings.is("enum_style", "union") ? writer.literals(type.labels) : in.one_of_enum(name));
    }
    if (!settings.is("domains", "base"))
        for (const Domain& domain : types.schema().domains) {
            const std::string& name = types.names().of(domain.name);
            imports.type("./types", name);
            std::string base = writer.of(domain.base, domain.name.dotted());
            if (!domain.allowed.empty() && base == in.text) base = writer.literals(domain.allowed);
            // What a domain is over may be defined below: it is looked up when it is used.
            if (in.getters && base.find("Schema") != std::string::npos) base = fmt::format("z.lazy(() => {})", base);
            out += fmt::format("\nexport const {}Schema: {} = {}{};\n", name, in.schema_of(name), base,
                               settings.is("domains", "brand") ? " as unknown as " + in.schema_of(name) : "");
        }
    for (const Composite& composite : types.schema().composites) {
        const std::string& name = types.names().of(composite.name);
        imports.type("./types", name);
        std::string properties;
        const auto fields = fields_of(types, composite);
        for (std::size_t i = 0; i < fields.size(); ++i)
            properties += property_line(
                fields[i], in.nullable(writer.of(composite.attributes[i].type, composite.name.dotted())), in);
        out += in.getters ? fmt::format("\nexport const {}Schema = {} satisfies {};\n", name, in.object(properties),
                                        in.schema_of(name))
                          : fmt::format("\nexport const {}Schema: {} = {};\n", name, in.schema_of(name),
                                        in.object(properties));
    }
    return out;
}

} // namespace

std::string validators_file(const Types& types, const Dialect& dialect) {
    Imports imports(std::string("./") + dialect.name);
    if (dialect.getters) imports.value("zod", "z");
    imports.type("./values", "Nested"); // of the helpers
    Writer writer(types, dialect, imports);
    std::string out = "\n" + type_schemas(types, writer, imports).erase(0, 1);
    if (out == "\n") out.clear();
    for (const Relation& relation : types.schema().relations)
        if (!relation.is_view() || types.settings().flag("views"))
            out += relation_schemas(relation, types, writer, imports);
    const std::string named = imports.text(types.settings().text("module_ext"));
    return (dialect.getters ? "" : "import * as v from \"valibot\";\n") + named +
           (named.empty() ? "\n" : "") + dialect.helpers + out;
}

} // namespace flux::gen::ts
