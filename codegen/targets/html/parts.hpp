// Small pieces that the sections are made of.
#pragma once

#include <string>

#include "ir/ir.hpp"

namespace flux::gen::html {

// `name`, `kind`: as the search shows them.
std::string open_section(const std::string& id, const QName& name, const std::string& title_end,
                         const std::string& kind, const Remarks& remarks, bool in_diagram);
std::string heading(const char* title, const std::string& body); // empty where the body is
std::string code(const std::string& text);
std::string list(const std::string& items);
// The type as it is written, with a link to where the page describes it.
std::string type_link(const Schema& schema, const TypeRef& type);

} // namespace flux::gen::html
