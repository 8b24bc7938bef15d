// Enums, domains, composite types, ranges, and who uses them; functions and procedures.
#include <fmt/format.h>

#include <map>
#include <set>

#include "targets/diagram.hpp"
#include "targets/html/markup.hpp"
#include "targets/html/parts.hpp"
#include "targets/html/sections.hpp"

namespace flux::gen::html {
namespace {

// The columns of each type, as links.
std::map<QName, std::string> uses(const Schema& schema) {
    std::map<QName, std::string> out;
    for (const Relation& relation : schema.relations)
        for (const Column& column : relation.columns)
            out[column.type.name] += "<li>" + link(anchor(relation.name, column.name),
                                                   relation.name.dotted() + "." + column.name) + "</li>\n";
    return out;
}

class Writer {
public:
    explicit Writer(const Schema& schema) : schema_(schema), uses_(uses(schema)) {}

    std::string write(const Enum& type) const {
        std::string labels;
        for (const std::string& label : type.labels)
            labels += "<li>" + (label.empty() ? "<code>''</code>" : code(label)) + "</li>";
        return begin(type, "enum") + "<ul class=\"labels\">" + labels + "</ul>\n" + end(type);
    }

    std::string write(const Domain& domain) const {
        std::string checks;
        for (const std::string& check : domain.checks) checks += "<li>" + code(check) + "</li>\n";
        return begin(domain, "domain") + "<p>" + type_link(schema_, domain.base) +
               (domain.not_null ? ", not null" : "") + "</p>\n" + heading("Checks", list(checks)) + end(domain);
    }

    std::string write(const Composite& type) const {
        std::string rows;
        for (const Attribute& attribute : type.attributes)
            rows += fmt::format("<tr><td><b>{}</b></td><td>{}</td><td class=\"comment\">{}</td></tr>\n",
                                escaped(attribute.name), type_link(schema_, attribute.type), escaped(attribute.text));
        return begin(type, "composite type") +
               (rows.empty() ? rows
                             : "<div class=\"scroll\"><table>\n<thead><tr><th>attribute</th><th>type</th><th></th></tr>"
                               "</thead>\n<tbody>\n" +
                                   rows + "</tbody></table></div>\n") +
               end(type);
    }

    std::string write(const Range& type) const {
        std::string out = begin(type, "range type") + "<p>of " + type_link(schema_, type.subtype);
        if (!type.multirange.empty()) out += ", with the multirange " + code(type.multirange.dotted());
        return out + "</p>\n" + end(type);
    }

    std::string write(const Routine& routine) const {
        std::string out = open_section(anchor(routine), routine.name, "(" + routine.signature + ")",
                                       routine.procedure ? "procedure" : "function", routine.remarks, false);
        std::string rows;
        for (const Parameter& parameter : routine.parameters)
            rows += fmt::format("<tr><td>{}</td><td><b>{}</b></td><td>{}</td><td>{}</td></tr>\n",
                                escaped(parameter.mode), escaped(parameter.name), type_link(schema_, parameter.type),
                                parameter.has_default ? "may be left out" : "");
        if (!rows.empty())
            out += "<div class=\"scroll\"><table>\n<thead><tr><th></th><th>parameter</th><th>type</th><th></th></tr>"
                   "</thead>\n<tbody>\n" +
                   rows + "</tbody></table></div>\n";
        if (!routine.procedure) {
            out += "<p>Returns " + std::string(routine.returns_set ? "a set of " : "") +
                   type_link(schema_, routine.result);
            if (!routine.volatility.empty()) out += ", " + escaped(routine.volatility);
            out += routine.strict ? ", null for null" : "";
            out += "</p>\n";
        }
        return out + "</section>\n";
    }

private:
    static std::string begin(const Named& type, const char* kind) {
        return open_section(type_anchor(type.name), type.name, "", kind, type.remarks, false);
    }
    std::string end(const Named& type) const {
        const auto at = uses_.find(type.name);
        return (at == uses_.end() ? "" : heading("Columns of this type", list(at->second))) + "</section>\n";
    }

    const Schema& schema_;
    std::map<QName, std::string> uses_;
};

} // namespace

std::string type_sections(const Schema& schema) {
    const Writer writer(schema);
    std::string out;
    for (const Enum& type : schema.enums) out += writer.write(type);
    for (const Domain& type : schema.domains) out += writer.write(type);
    for (const Composite& type : schema.composites) out += writer.write(type);
    for (const Range& type : schema.ranges) out += writer.write(type);
    return out;
}

std::string routine_sections(const Schema& schema) {
    const Writer writer(schema);
    std::string out;
    for (const Routine& routine : schema.routines) out += writer.write(routine);
    return out;
}

} // namespace flux::gen::html
