#include "targets/html/parts.hpp"

#include <fmt/format.h>

#include "targets/diagram.hpp"
#include "targets/html/markup.hpp"

namespace flux::gen::html {

std::string open_section(const std::string& id, const QName& name, const std::string& title_end,
                         const std::string& kind, const Remarks& remarks, bool in_diagram) {
    std::string out = fmt::format(
        "<section class=\"object\" id=\"{}\" data-name=\"{}\" data-kind=\"{}\">\n<h2><span><span "
        "class=\"schema\">{}.</span>{}<span class=\"schema\">{}</span></span> <span class=\"badge\">{}</span>{}</h2>\n",
        id, escaped(name.dotted() + title_end), escaped(kind), escaped(name.schema), escaped(name.name),
        escaped(title_end), escaped(kind),
        in_diagram ? "<button class=\"find\" type=\"button\">in the diagram</button>" : "");
    if (remarks.deprecated)
        out += fmt::format("<p class=\"deprecated\">Deprecated{}{}</p>\n", remarks.deprecated->empty() ? "" : ": ",
                           escaped(*remarks.deprecated));
    if (!remarks.text.empty()) out += fmt::format("<p class=\"comment\">{}</p>\n", escaped(remarks.text));
    return out;
}

std::string heading(const char* title, const std::string& body) {
    return body.empty() ? "" : fmt::format("<h3>{}</h3>\n{}", title, body);
}

std::string code(const std::string& text) {
    return text.empty() ? "" : "<code>" + escaped(text) + "</code>";
}

std::string list(const std::string& items) {
    return items.empty() ? "" : "<ul>\n" + items + "</ul>\n";
}

std::string type_link(const Schema& schema, const TypeRef& type) {
    const std::string text = "<code>" + escaped(type_text(type)) + "</code>";
    const QName& name = type.name;
    std::string to;
    if (schema.enumeration(name) || schema.domain(name) || schema.composite(name) || schema.range(name))
        to = type_anchor(name);
    else if (const Range* range = schema.range_of_multirange(name))
        to = type_anchor(range->name);
    else if (schema.relation(name))
        to = anchor(name);
    return to.empty() ? text : fmt::format("<a href=\"#{}\">{}</a>", to, text);
}

} // namespace flux::gen::html
