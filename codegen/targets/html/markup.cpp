#include "targets/html/markup.hpp"

#include <fmt/format.h>

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
