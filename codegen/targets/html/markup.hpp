// Text of the database in a page: nothing that it holds is taken for markup, and every object has an anchor of its own.
#pragma once

#include <string>

#include "ir/ir.hpp"

namespace flux::gen::html {

// For text and for attributes in double quotes. Control characters go, line feeds stay.
std::string escaped(const std::string& text);

// Anchors are letters, digits and . _ - only; any other byte is ~ and its number.
std::string anchor(const QName& relation);
std::string anchor(const QName& relation, const std::string& column);
std::string type_anchor(const QName& type);
std::string anchor(const Routine& routine);

std::string link(const std::string& to, const std::string& text); // `text` is escaped here

} // namespace flux::gen::html
