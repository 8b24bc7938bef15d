// Tables and views.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "targets/diagram.hpp"
#include "targets/html/markup.hpp"
#include "targets/html/parts.hpp"
#include "targets/html/sections.hpp"

namespace flux::gen::html {
namespace {

std::string search_kind(const Relation& relation) {
    std::string out = kind_of(relation);
    out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out;
}

class Writer {
public:
    explicit Writer(const Schema& schema) : schema_(schema) {
        for (const Reference& reference : references(schema)) {
            out_[reference.from->name].push_back(reference);
            in_[reference.to->name].push_back(reference);
        }
        for (const Relation& relation : schema.relations)
            for (const QName& read : relation.reads) readers_[read].push_back(relation.name);
        for (const Relation& relation : schema.relations)
            if (!relation.partition_of.empty()) parts_[relation.partition_of].push_back(relation.name);
    }

    std::string write(const Relation& relation) const {
        std::string out = open_section(anchor(relation.name), relation.name, "", search_kind(relation),
                                       relation.remarks, true);
        if (!relation.partition_key.empty())
            out += "<p>Partitioned: " + code(relation.partition_key) + "</p>\n";
        if (!relation.partition_of.empty())
            out += "<p>A partition of " + name_link(relation.partition_of) + "</p>\n";
        out += columns(relation) + heading("Partitions", list(names(parts_, relation.name))) +
               heading("Constraints", list(constraints(relation))) +
               heading("Refers to", list(foreign_keys(relation))) +
               heading("Referred to by", list(referring(relation))) +
               heading("Reads", list(reads(relation))) +
               heading("Read by", list(names(readers_, relation.name))) +
               heading("Indexes", list(indexes(relation))) + heading("Triggers", list(codes(relation.triggers))) +
               heading("Policies", list(codes(relation.policies)));
        if (!relation.definition.empty())
            out += heading("Definition", "<pre><code>" + escaped(relation.definition) + "</code></pre>\n");
        return out + "</section>\n";
    }

private:
    using Names = std::map<QName, std::vector<QName>>;

    // What is not in the page has no link.
    std::string name_link(const QName& name) const {
        return schema_.relation(name) ? link(anchor(name), name.dotted()) : escaped(name.dotted());
    }

    std::string names(const Names& all, const QName& of) const {
        std::string out;
        const auto at = all.find(of);
        if (at == all.end()) return out;
        for (const QName& name : at->second) out += "<li>" + name_link(name) + "</li>\n";
        return out;
    }

    std::string reads(const Relation& relation) const {
        std::string out;
        for (const QName& name : relation.reads) out += "<li>" + name_link(name) + "</li>\n";
        return out;
    }

    static std::string codes(const std::vector<std::string>& items) {
        std::string out;
        for (const std::string& item : items) out += "<li>" + code(item) + "</li>\n";
        return out;
    }

    static std::string constraints(const Relation& relation) {
        std::string out;
        for (const Constraint& constraint : relation.constraints)
            out += fmt::format("<li>{} {}</li>\n", escaped(constraint.name), code(constraint.definition));
        return out;
    }

    static std::string indexes(const Relation& relation) {
        std::string out;
        for (const Index& index : relation.indexes)
            out += fmt::format("<li>{} {}{}</li>\n", escaped(index.name),
                               index.unique ? "<span class=\"badge\">unique</span> " : "", code(index.definition));
        return out;
    }

    std::string foreign_keys(const Relation& relation) const {
        std::string out;
        for (const ForeignKey& key : relation.foreign_keys)
            out += fmt::format("<li>{} {}{}</li>\n", name_link(key.referenced), code(key.definition),
                               key.unique ? " <span class=\"badge\">one to one</span>" : "");
        return out;
    }

    std::string referring(const Relation& relation) const {
        std::string out;
        const auto at = in_.find(relation.name);
        if (at == in_.end()) return out;
        for (const Reference& reference : at->second)
            out += fmt::format("<li>{} {}{}</li>\n", name_link(reference.from->name), code(reference.key->definition),
                               reference.key->unique ? " <span class=\"badge\">one to one</span>" : "");
        return out;
    }

    // Where the column leads: what its foreign keys refer to; of a view, the column that it hands through.
    std::string marks(const Relation& relation, const Column& column) const {
        std::string out;
        const auto mark = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
        if (in_key(relation, column.name)) mark("<span class=\"pk\">PK</span>");
        if (is_unique(relation, column.name)) mark("<span class=\"pk\">UNIQUE</span>");
        for (const ForeignKey& key : relation.foreign_keys) {
            const auto at = std::find(key.columns.begin(), key.columns.end(), column.name);
            if (at == key.columns.end()) continue;
            const auto place = static_cast<std::size_t>(at - key.columns.begin());
            mark("<span class=\"fk\">FK</span> " + column_link(key.referenced, key.referenced_columns.at(place)));
        }
        if (!column.source.second.empty()) mark("from " + column_link(column.source.first, column.source.second));
        return out;
    }

    std::string column_link(const QName& relation, const std::string& column) const {
        const std::string text = relation.name + "." + column;
        const Relation* there = schema_.relation(relation);
        return there && there->column(column) ? link(anchor(relation, column), text) : escaped(text);
    }

    std::string columns(const Relation& relation) const {
        if (relation.columns.empty()) return "<p class=\"dim\">No columns.</p>\n";
        std::string out = "<div class=\"scroll\"><table>\n<thead><tr><th>column</th><th>type</th><th>null</th>"
                          "<th>default</th><th>key</th><th></th></tr></thead>\n<tbody>\n";
        for (const Column& column : relation.columns) {
            std::string said = escaped(column.remarks.text);
            if (column.remarks.deprecated)
                said += (said.empty() ? "" : "\n") + std::string("<span class=\"deprecated\">Deprecated ") +
                        escaped(*column.remarks.deprecated) + "</span>";
            std::string allowed;
            for (const std::string& value : column.allowed) allowed += (allowed.empty() ? "" : " ") + code(value);
            if (!allowed.empty()) said += (said.empty() ? "" : "\n") + ("one of " + allowed);
            out += fmt::format("<tr id=\"{}\" data-name=\"{}\" "
                               "data-kind=\"column\"><td><b>{}</b></td><td>{}</td><td class=\"null\">{}</td><td>{}</td>"
                               "<td class=\"keys\">{}</td><td class=\"comment\">{}</td></tr>\n",
                               anchor(relation.name, column.name),
                               escaped(relation.name.dotted() + "." + column.name), escaped(column.name),
                               type_link(schema_, column.type), column.not_null ? "" : "null",
                               code(given_value(column)), marks(relation, column), said);
        }
        return out + "</tbody></table></div>\n";
    }

    const Schema& schema_;
    std::map<QName, std::vector<Reference>> out_, in_;
    Names readers_, parts_;
};

} // namespace

std::string relation_sections(const Job& job) {
    const Writer writer(job.schema);
    std::string out;
    for (const Relation& relation : job.schema.relations) out += writer.write(relation);
    return out;
}

} // namespace flux::gen::html
