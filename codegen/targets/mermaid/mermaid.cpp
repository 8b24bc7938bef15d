// An entity diagram in Mermaid's language, which code hosts draw in Markdown.
#include "targets/mermaid/mermaid.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "names/words.hpp"
#include "targets/diagram.hpp"

namespace flux::gen {
namespace {

// Its names are words: letters, digits, _ and -; brackets in types.
std::string word(const std::string& text, const std::string& also) {
    std::string out;
    for (const char c : to_identifier(text)) out += static_cast<unsigned char>(c) < 0x80 ? c : '_';
    if (out == "_" || out.empty()) out = "unnamed";
    return out + also;
}

std::string entity(const Relation& relation) {
    std::string name = relation.name.dotted();
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return c == '"' || c == '%' || c == '\\' || static_cast<unsigned char>(c) < 0x20; },
        '_');
    return "\"" + name + "\"";
}

std::string attribute(const Relation& relation, const Column& column) {
    std::string marks;
    const auto mark = [&](bool has, const char* text) {
        if (has) marks += (marks.empty() ? " " : ", ") + std::string(text);
    };
    mark(in_key(relation, column.name), "PK");
    mark(in_foreign_key(relation, column.name), "FK");
    mark(is_unique(relation, column.name), "UK");
    const TypeRef& type = column.type;
    const std::string text =
        word(type.builtin() ? type.name.name : type.name.dotted(), type.array ? "[]" : "");
    const std::string name = word(column.name, "");
    const std::string said = name == column.name ? first_line(column.remarks.text) : first_line(column.name);
    return fmt::format("        {} {}{}{}\n", text, name, marks, said.empty() ? "" : " \"" + said + "\"");
}

std::vector<File> emit(const Job& job) {
    std::string out = "erDiagram\n";
    for (const Relation& relation : job.schema.relations) {
        out += fmt::format("    {} {{\n", entity(relation));
        for (const Column* column : shown_columns(relation, job.settings))
            out += attribute(relation, *column);
        out += "    }\n";
    }
    for (const Reference& reference : references(job.schema))
        out += fmt::format("    {} {}--{} {} : \"{}\"\n", entity(*reference.to),
                           reference.optional ? "|o" : "||", reference.key->unique ? "o|" : "o{",
                           entity(*reference.from), first_line(reference.key->name));
    return {{"schema.mmd", out}};
}

} // namespace

const Target& mermaid_target() {
    static const Target target{"mermaid", "an entity diagram for Mermaid", diagram_options(), emit, "%%"};
    return target;
}

} // namespace flux::gen
