// The schema in DBML, for dbdiagram and dbdocs.
#include "targets/dbml/dbml.hpp"

#include <fmt/format.h>

#include "targets/diagram.hpp"

namespace flux::gen {
namespace {

std::string name(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
}

std::string text(const std::string& body, char quote) {
    std::string out;
    for (const char c : body) {
        if (c == quote || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return quote + out + quote;
}

std::string full(const QName& object) {
    return name(object.schema) + "." + name(object.name);
}

std::string list(const std::vector<std::string>& columns) {
    std::string out;
    for (const std::string& column : columns) out += (out.empty() ? "" : ", ") + name(column);
    return columns.size() == 1 ? out : "(" + out + ")";
}

std::string column_line(const Relation& relation, const Column& column, const Settings& settings) {
    std::string marks;
    const auto mark = [&](const std::string& what) { marks += (marks.empty() ? " [" : ", ") + what; };
    if (relation.primary_key == std::vector<std::string>{column.name}) mark("pk");
    if (column.identity) mark("increment");
    if (is_unique(relation, column.name)) mark("unique");
    if (column.not_null) mark("not null");
    if (column.default_sql) mark("default: " + text(*column.default_sql, '`'));
    if (settings.flag("comments") && !column.remarks.text.empty())
        mark("note: " + text(column.remarks.text, '\''));
    return fmt::format("  {} {}{}\n", name(column.name), name(type_text(column.type)),
                       marks.empty() ? "" : marks + "]");
}

std::string table(const Relation& relation, const Settings& settings) {
    std::string out = fmt::format("\nTable {} {{\n", full(relation.name));
    for (const Column& column : relation.columns) out += column_line(relation, column, settings);
    std::string indexes;
    for (const Constraint& constraint : relation.constraints)
        if (constraint.columns.size() > 1 &&
            (constraint.type == "primary key" || constraint.type == "unique"))
            indexes += fmt::format("    {} [{}]\n", list(constraint.columns),
                                   constraint.type == "unique" ? "unique" : "pk");
    if (!indexes.empty()) out += "  indexes {\n" + indexes + "  }\n";
    if (settings.flag("comments") && !relation.remarks.text.empty())
        out += fmt::format("  Note: {}\n", text(relation.remarks.text, '\''));
    return out + "}\n";
}

std::vector<File> emit(const Job& job) {
    std::string out;
    for (const Enum& type : job.schema.enums) {
        // An enum without labels has no form in DBML.
        if (type.labels.empty()) continue;
        out += fmt::format("\nEnum {} {{\n", full(type.name));
        for (const std::string& label : type.labels)
            out += fmt::format("  {}\n", name(label.empty() ? " " : label));
        out += "}\n";
    }
    for (const Relation& relation : job.schema.relations) {
        if (relation.columns.empty())
            job.warnings.push_back(relation.name.dotted() +
                                   " has no columns, which DBML cannot say: it is left out");
        else
            out += table(relation, job.settings);
    }
    for (const Reference& reference : references(job.schema))
        out +=
            fmt::format("\nRef {}: {}.{} {} {}.{}\n", name(reference.key->name), full(reference.from->name),
                        list(reference.key->columns), reference.key->unique ? "-" : ">",
                        full(reference.to->name), list(reference.key->referenced_columns));
    return {{"schema.dbml", out.empty() ? out : out.substr(1)}};
}

} // namespace

const Target& dbml_target() {
    static const Target target{
        "dbml", "the schema in DBML",
        relation_options() +
            OptionSpecs{{"comments", OptionType::flag, "true", {}, "comments of the database as notes"}},
        emit, "//"};
    return target;
}

} // namespace flux::gen
