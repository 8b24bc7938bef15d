// A language's types as data: a table in a text file that is compiled in. The first line that is no comment
// names the columns; cells are parted by two spaces or more, and - is an empty one. A row's first cell is the
// server's name of the type.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ir/ir.hpp"

namespace flux::gen {

class TypeMap {
public:
    explicit TypeMap(std::string_view table);

    // A built-in type, or one of an extension, in whatever schema it is.
    bool knows(const TypeRef& type) const { return rows_.contains(type.name.name); }
    // Empty where the cell is -.
    const std::string& cell(const std::string& type, const std::string& column) const;
    std::vector<std::string> types() const; // as they stand in the file

private:
    std::vector<std::string> columns_, order_;
    std::map<std::string, std::vector<std::string>> rows_;
};

} // namespace flux::gen
