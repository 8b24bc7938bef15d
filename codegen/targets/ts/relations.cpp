// Tables and views: the row, what INSERT takes, what UPDATE takes.
#include <fmt/format.h>

#include "targets/ts/emit.hpp"

namespace flux::gen::ts {
namespace {

bool readonly(const Column& column, const Settings& settings) {
    const bool identity = column.identity.has_value(), generated = column.generated.has_value();
    if (settings.is("readonly", "identity")) return identity;
    if (settings.is("readonly", "generated")) return generated;
    if (settings.is("readonly", "defaults")) return identity || generated || column.default_sql;
    return settings.is("readonly", "all");
}

class Writer {
public:
    Writer(const Types& types, Imports& imports) : types_(types), imports_(imports) {}

    std::string write(const Relation& relation) const {
        const auto fields = fields_of(types_, relation);
        const std::string& name = types_.names().of(relation.name);
        const Settings& settings = types_.settings();
        std::string out =
            "\n" + doc(relation.remarks, "", "", settings) + fmt::format("export interface {} {{\n", name);
        for (std::size_t i = 0; i < fields.size(); ++i)
            out += row_property(relation, relation.columns[i], fields[i]);
        out += "}\n";
        if (!settings.flag("insert_update")) return out;
        if (relation.insertable) out += write_shape(relation, fields, name, false);
        if (relation.updatable) out += write_shape(relation, fields, name, true);
        return out;
    }

private:
    std::string row_property(const Relation& relation, const Column& column, const std::string& field) const {
        const Settings& settings = types_.settings();
        const bool null = !types_.not_null(relation, column);
        return doc(column.remarks, column_notes(column), "  ", settings) +
               fmt::format("  {}{}{}: {};\n", readonly(column, settings) ? "readonly " : "", property(field),
                           null && settings.is("null_style", "optional") ? "?" : "",
                           nullable(types_.of_column(relation, column, imports_), null, settings));
    }

    std::string write_shape(const Relation& relation, const std::vector<std::string>& fields,
                            const std::string& name, bool update) const {
        std::string out = fmt::format("\n/** What {} of {} takes. */\nexport interface {}{} {{\n",
                                      update ? "an UPDATE" : "an INSERT", relation.name.dotted(), name,
                                      update ? "Update" : "Insert");
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Column& column = relation.columns[i];
            if (update ? !column.updatable : !column.insertable) continue;
            const bool null = !types_.not_null(relation, column);
            out += fmt::format("  {}{}: {}{};\n", property(fields[i]), update || !column.required ? "?" : "",
                               types_.of_column(relation, column, imports_), null ? " | null" : "");
        }
        return out + "}\n";
    }

    const Types& types_;
    Imports& imports_;
};

} // namespace

std::string column_notes(const Column& column) {
    return column.generated ? "Generated: " + *column.generated : "";
}

std::vector<std::string> fields_of(const Types& types, const Relation& relation) {
    std::vector<std::string> wishes;
    for (const Column& column : relation.columns)
        wishes.push_back(column.remarks.rename.value_or(types.field(column.name)));
    return field_names(column_names(relation), wishes, {});
}

std::vector<std::string> fields_of(const Types& types, const Composite& composite) {
    const auto names = attribute_names(composite);
    std::vector<std::string> wishes;
    for (const std::string& name : names) wishes.push_back(types.field(name));
    return field_names(names, wishes, {});
}

std::string relations_file(const Types& types, bool views) {
    Imports imports(views ? "./views" : "./tables");
    const Writer writer(types, imports);
    std::string out;
    for (const Relation& relation : types.schema().relations)
        if (relation.is_view() == views) out += writer.write(relation);
    if (out.empty()) return or_empty_module("");
    return imports.text(types.settings().text("module_ext")) + out.substr(1);
}

} // namespace flux::gen::ts
