// A documentation of the schema to browse: an index, and a page each for tables and views, with a diagram of
// what is near.
#include "targets/markdown/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "names/words.hpp"
#include "targets/diagram.hpp"
#include "targets/mermaid/mermaid.hpp"

namespace flux::gen {
namespace {

// Text in a cell: what Markdown would take for its own is escaped, lines become breaks.
std::string cell(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "<br>";
        else if (c == '<')
            out += "&lt;";
        else if (std::string_view("\\`*_{}[]|#").find(c) != std::string_view::npos)
            out += std::string("\\") + c;
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return out;
}

// Code in a cell: more backticks than it holds, and no bar.
std::string code(const std::string& text) {
    std::string ticks = "`", body;
    for (const char c : text) {
        if (c == '|') body += '\\';
        body += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    while (body.find(ticks) != std::string::npos) ticks += '`';
    return body.empty() ? "" : ticks.size() > 1 ? ticks + " " + body + " " + ticks : ticks + body + ticks;
}

// A file's name for an object: letters and digits, each other character as its byte.
std::string page(const QName& name) {
    std::string out;
    for (const char c : name.dotted()) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}
std::string link(const QName& name, const std::string& from) {
    std::string target;
    // What stands in the file's name as it is must be escaped once more in a link.
    for (const char c : page(name)) target += c == '%' ? "%25" : std::string(1, c);
    return fmt::format("[{}]({}{}.md)", cell(name.dotted()), from, target);
}

std::string columns_of(const Relation& relation) {
    std::string out =
        "\n## Columns\n\n| column | type | null | default | key | |\n|---|---|---|---|---|---|\n";
    for (const Column& column : relation.columns) {
        std::string key = in_key(relation, column.name) ? "primary" : "";
        if (in_foreign_key(relation, column.name)) key += key.empty() ? "foreign" : ", foreign";
        out +=
            fmt::format("| {} | {} | {} | {} | {} | {} |\n", cell(column.name), code(type_text(column.type)),
                        column.not_null ? "" : "yes", code(given_value(column)), key, cell(column.remarks.text));
    }
    return out;
}

std::string section(const char* title, const std::string& body) {
    return body.empty() ? "" : fmt::format("\n## {}\n\n{}", title, body);
}

std::string near(const Relation& relation, const Job& job) {
    Schema part;
    const auto add = [&](const Relation& one) {
        const auto same = [&](const Relation& other) { return other.name == one.name; };
        if (std::none_of(part.relations.begin(), part.relations.end(), same)) part.relations.push_back(one);
    };
    add(relation);
    for (const Reference& reference : references(job.schema)) {
        if (reference.from == &relation) add(*reference.to);
        if (reference.to == &relation) add(*reference.from);
    }
    if (part.relations.size() < 2) return "";
    std::sort(part.relations.begin(), part.relations.end(),
              [](const Relation& a, const Relation& b) { return a.name < b.name; });
    Settings settings(mermaid_target().options);
    settings.set("columns", {"keys"}, "markdown");
    const auto files = mermaid_target().emit(Job{part, job.model, job.source, settings, job.warnings});
    return "```mermaid\n" + files.at(0).body + "```\n";
}

std::string relation_page(const Relation& relation, const Job& job) {
    std::string out = fmt::format("# {} {}\n", kind_of(relation), cell(relation.name.dotted()));
    if (!relation.remarks.text.empty()) out += "\n" + cell(relation.remarks.text) + "\n";
    if (!relation.partition_of.empty())
        out += fmt::format("\nA partition of {}.\n", link(relation.partition_of, ""));
    out += columns_of(relation);
    std::string constraints, refers, referred, indexes, triggers, policies;
    for (const Constraint& constraint : relation.constraints)
        constraints += fmt::format("- {}: {}\n", cell(constraint.name), code(constraint.definition));
    for (const Reference& reference : references(job.schema)) {
        const std::string line = fmt::format(": {}{}\n", code(reference.key->definition),
                                             reference.key->unique ? " (one to one)" : "");
        if (reference.from == &relation) refers += "- " + link(reference.to->name, "") + line;
        if (reference.to == &relation) referred += "- " + link(reference.from->name, "") + line;
    }
    for (const Index& index : relation.indexes)
        indexes += fmt::format("- {}: {}{}\n", cell(index.name), index.unique ? "unique, " : "",
                               code(index.definition));
    for (const std::string& trigger : relation.triggers) triggers += "- " + code(trigger) + "\n";
    for (const std::string& policy : relation.policies) policies += "- " + code(policy) + "\n";
    out += section("Constraints", constraints) + section("Refers to", refers) +
           section("Referred to by", referred) + section("Indexes", indexes) + section("Triggers", triggers) +
           section("Policies", policies);
    out += section("Nearby", near(relation, job));
    if (!relation.definition.empty())
        out += section("Definition", "```sql\n" + relation.definition + "\n```\n");
    return out;
}

std::string index_page(const Job& job) {
    std::string out = "# Schema\n";
    std::string tables, enums, domains, composites, routines;
    for (const Relation& relation : job.schema.relations)
        tables += fmt::format("| {} | {} | {} |\n", link(relation.name, "relations/"), kind_of(relation),
                              cell(first_line(relation.remarks.text)));
    for (const Enum& type : job.schema.enums) {
        std::string labels;
        for (const std::string& label : type.labels)
            labels += (labels.empty() ? "" : ", ") + (label.empty() ? std::string("(empty)") : code(label));
        enums += fmt::format("| {} | {} | {} |\n", cell(type.name.dotted()), labels, cell(type.remarks.text));
    }
    for (const Domain& domain : job.schema.domains) {
        std::string checks;
        for (const std::string& check : domain.checks)
            checks += (checks.empty() ? "" : " and ") + code(check);
        domains += fmt::format("| {} | {} | {} | {} |\n", cell(domain.name.dotted()),
                               code(type_text(domain.base)), checks, cell(domain.remarks.text));
    }
    for (const Composite& type : job.schema.composites) {
        std::string attributes;
        for (const Attribute& attribute : type.attributes)
            attributes +=
                (attributes.empty() ? "" : ", ") + code(attribute.name + " " + type_text(attribute.type));
        composites +=
            fmt::format("| {} | {} | {} |\n", cell(type.name.dotted()), attributes, cell(type.remarks.text));
    }
    for (const Routine& routine : job.schema.routines)
        routines += fmt::format(
            "| {} | {} | {} |\n", code(routine.name.dotted() + "(" + routine.signature + ")"),
            routine.procedure ? "procedure"
                              : code(result_text(routine)),
            cell(routine.remarks.text));
    out += section("Tables and views", tables.empty() ? "" : "| | | |\n|---|---|---|\n" + tables);
    out += section("Enums", enums.empty() ? "" : "| enum | labels | |\n|---|---|---|\n" + enums);
    out +=
        section("Domains", domains.empty() ? "" : "| domain | of | check | |\n|---|---|---|---|\n" + domains);
    out += section("Composite types",
                   composites.empty() ? "" : "| type | attributes | |\n|---|---|---|\n" + composites);
    return out + section("Functions and procedures",
                         routines.empty() ? "" : "| routine | returns | |\n|---|---|---|\n" + routines);
}

std::vector<File> emit(const Job& job) {
    std::vector<File> files = {{"README.md", index_page(job)}};
    for (const Relation& relation : job.schema.relations)
        files.push_back({"relations/" + page(relation.name) + ".md", relation_page(relation, job)});
    return files;
}

} // namespace

const Target& markdown_target() {
    static const Target target{"markdown", "a documentation to browse, with diagrams", selection_options(),
                               emit};
    return target;
}

} // namespace flux::gen
