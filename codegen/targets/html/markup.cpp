#include "targets/html/markup.hpp"

#include <fmt/format.h>

#include "targets/diagram.hpp"

namespace flux::gen::html {
namespace {

std::string part(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '_' || c == '-';
        out += plain ? std::string(1, c) : fmt::format("~{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

} // namespace

std::string escaped(const std::string& text) {
    return escaped_markup(text);
}

std::string anchor(const QName& relation) {
    return part(relation.schema) + "." + part(relation.name);
}

std::string anchor(const QName& relation, const std::string& column) {
    return anchor(relation) + "." + part(column);
}

std::string type_anchor(const QName& type) {
    return "type:" + anchor(type);
}

std::string anchor(const Routine& routine) {
    return "routine:" + anchor(routine.name) + ":" + part(routine.signature);
}

std::string link(const std::string& to, const std::string& text) {
    return fmt::format("<a href=\"#{}\">{}</a>", to, escaped(text));
}

} // namespace flux::gen::html
