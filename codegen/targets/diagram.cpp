#include "targets/diagram.hpp"

#include <algorithm>

namespace flux::gen {
namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

OptionSpecs relation_options() {
    OptionSpecs out = selection_options();
    std::erase_if(out, [](const OptionSpec& spec) { return spec.name == "functions"; });
    return out;
}

OptionSpecs diagram_options() {
    return relation_options() + OptionSpecs{{"columns",
                                             OptionType::choice,
                                             "all",
                                             {"all", "keys", "none"},
                                             "which columns of tables are shown"}};
}

std::string type_text(const TypeRef& type) {
    std::string out = type.builtin() ? type.name.name : type.name.dotted();
    std::string modifiers;
    for (const int modifier : type.modifiers)
        modifiers += (modifiers.empty() ? "" : ",") + std::to_string(modifier);
    if (!modifiers.empty()) out += "(" + modifiers + ")";
    return out + (type.array ? "[]" : "");
}

const char* kind_of(const Relation& relation) {
    switch (relation.kind) {
    case Relation::Kind::table:
        return relation.partition_key.empty() ? "Table" : "Partitioned table";
    case Relation::Kind::foreign_table:
        return "Foreign table";
    case Relation::Kind::view:
        return "View";
    case Relation::Kind::materialized_view:
        return "Materialized view";
    }
    return "";
}

std::string given_value(const Column& column) {
    if (column.identity) return "identity, " + *column.identity;
    if (column.generated) return (column.generated_virtual ? "generated, virtual: " : "generated: ") + *column.generated;
    return column.default_sql.value_or("");
}

std::string result_text(const Routine& routine) {
    return (routine.returns_set ? "setof " : "") + type_text(routine.result);
}

bool in_key(const Relation& relation, const std::string& column) {
    return holds(relation.primary_key, column);
}

bool in_foreign_key(const Relation& relation, const std::string& column) {
    return std::any_of(relation.foreign_keys.begin(), relation.foreign_keys.end(),
                       [&](const ForeignKey& key) { return holds(key.columns, column); });
}

bool is_unique(const Relation& relation, const std::string& column) {
    return std::any_of(
        relation.constraints.begin(), relation.constraints.end(), [&](const Constraint& constraint) {
            return constraint.type == "unique" && constraint.columns == std::vector<std::string>{column};
        });
}

std::vector<const Column*> shown_columns(const Relation& relation, const Settings& settings) {
    std::vector<const Column*> out;
    for (const Column& column : relation.columns)
        if (settings.is("columns", "all") ||
            (settings.is("columns", "keys") &&
             (in_key(relation, column.name) || in_foreign_key(relation, column.name))))
            out.push_back(&column);
    return out;
}

std::vector<Reference> references(const Schema& schema) {
    std::vector<Reference> out;
    for (const Relation& relation : schema.relations)
        for (const ForeignKey& key : relation.foreign_keys) {
            const Relation* to = schema.relation(key.referenced);
            if (!to) continue;
            const bool optional =
                std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
                    const Column* column = relation.column(name);
                    return column && !column->not_null;
                });
            out.push_back({&relation, to, &key, optional});
        }
    return out;
}

std::string escaped_markup(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\n' || c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F))
            out += c;
    }
    return out;
}

std::string first_line(const std::string& text) {
    std::string out;
    for (const char c : text.substr(0, text.find('\n')))
        if (static_cast<unsigned char>(c) >= 0x20) out += c == '"' ? '\'' : c;
    return out;
}

} // namespace flux::gen
