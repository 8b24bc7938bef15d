// The flavour for kysely: an interface a table, and the Database that new Kysely<Database>() takes.
#include <fmt/format.h>

#include "targets/ts/emit.hpp"

namespace flux::gen::ts {
namespace {

std::string column_type(const Types& types, const Relation& relation, const Column& column,
                        Imports& imports) {
    const bool null = !types.not_null(relation, column);
    const std::string type = types.of_column(relation, column, imports) + (null ? " | null" : "");
    if (!relation.insertable && !relation.updatable) {
        imports.type("kysely", "ColumnType");
        return fmt::format("ColumnType<{}, never, never>", type);
    }
    const char* wrapper = !column.insertable                      ? "GeneratedAlways"
                          : column.default_sql || column.identity ? "Generated"
                                                                  : nullptr;
    if (!wrapper) return type;
    imports.type("kysely", wrapper);
    return fmt::format("{}<{}>", wrapper, type);
}

} // namespace

std::string kysely_file(const Types& types) {
    Imports imports("./kysely");
    const std::string& home = types.settings().text("default_schema");
    std::string out, database;
    for (const Relation& relation : types.schema().relations) {
        const std::string name = types.names().of(relation.name) + "Table";
        out += fmt::format("\n{}export interface {} {{\n", doc(relation.remarks, "", "", types.settings()),
                           name);
        const auto fields = fields_of(types, relation);
        for (std::size_t i = 0; i < fields.size(); ++i)
            out += doc(relation.columns[i].remarks, "", "  ", types.settings()) +
                   fmt::format("  {}: {};\n", property(fields[i]),
                               column_type(types, relation, relation.columns[i], imports));
        out += "}\n";
        database += fmt::format(
            "  {}: {};\n",
            property(relation.name.schema == home ? relation.name.name : relation.name.dotted()), name);
    }
    return imports.text(types.settings().text("module_ext")) + (out.empty() ? "" : out.substr(1) + "\n") +
           "export interface Database {\n" + database + "}\n";
}

} // namespace flux::gen::ts
