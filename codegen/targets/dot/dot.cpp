// An entity diagram for Graphviz: a table each, an edge a foreign key, a cluster a schema.
#include "targets/dot/dot.hpp"

#include <fmt/format.h>

#include "targets/diagram.hpp"

namespace flux::gen {
namespace {

std::string id(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
}

std::string node(const Relation& relation, const Settings& settings) {
    std::string rows;
    for (const Column* column : shown_columns(relation, settings)) {
        const std::string name = escaped_markup(column->name);
        rows += fmt::format("<tr><td align=\"left\">{}</td><td align=\"left\">{}{}</td></tr>",
                            in_key(relation, column->name) ? "<u>" + name + "</u>" : name,
                            escaped_markup(type_text(column->type)), column->not_null ? "" : " ?");
    }
    return fmt::format("    {} [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\"><tr><td "
                       "colspan=\"2\" bgcolor=\"{}\">"
                       "<b>{}</b></td></tr>{}</table>>];\n",
                       id(relation.name.dotted()), relation.is_view() ? "#e8e8e8" : "#d8e4f0",
                       escaped_markup(relation.name.name), rows);
}

std::vector<File> emit(const Job& job) {
    std::string out = "digraph schema {\n  rankdir=LR;\n  node [shape=plain, fontname=\"sans-serif\"];\n";
    const auto& relations = job.schema.relations;
    for (std::size_t i = 0; i < relations.size(); ++i) {
        const bool first = i == 0 || relations[i - 1].name.schema != relations[i].name.schema;
        const bool last =
            i + 1 == relations.size() || relations[i + 1].name.schema != relations[i].name.schema;
        const std::string& schema = relations[i].name.schema;
        if (first)
            out += fmt::format("  subgraph {} {{\n    label={};\n", id("cluster_" + schema), id(schema));
        out += node(relations[i], job.settings);
        if (last) out += "  }\n";
    }
    for (const Reference& reference : references(job.schema))
        out += fmt::format("  {} -> {} [arrowhead={}, arrowtail={}, dir=both, tooltip={}];\n",
                           id(reference.from->name.dotted()), id(reference.to->name.dotted()),
                           reference.optional ? "teeodot" : "teetee",
                           reference.key->unique ? "teeodot" : "crowodot", id(reference.key->name));
    return {{"schema.dot", out + "}\n"}};
}

} // namespace

const Target& dot_target() {
    static const Target target{"dot", "an entity diagram for Graphviz", diagram_options(), emit, "//"};
    return target;
}

} // namespace flux::gen
