// Go as gofmt leaves it: columns of structs aligned, imports grouped and sorted, documentation that gofmt
// does not rewrite.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ir/ir.hpp"

namespace flux::gen::go {

// A string literal: `…` where that can hold it, else "…".
std::string literal(const std::string& text);
// A comment's lines, each with `indent` and // before it; empty for no text.
std::string comment(const std::string& text, const std::string& indent);
// The name of an object with what its comment says of it, as documentation.
std::string documentation(const std::string& lead, const Remarks& remarks, bool comments);

// Lines of a struct or of constants: cells aligned as gofmt does, documentation above.
struct Line {
    std::string doc;
    std::vector<std::string> cells;
};
std::string aligned(const std::vector<Line>& lines);
std::string structure(const std::string& name, const std::vector<Line>& lines, const std::string& doc);

// A file of the package, and what it imports.
class Source {
public:
    // Packages that `type` names, of those that generated code knows.
    void use(const std::string& type);
    void import(const std::string& path, const std::string& name); // name: as the code calls it
    std::string& body() { return body_; }
    std::string text(const std::string& package) const;

private:
    std::map<std::string, std::string> imports_; // path, name
    std::string body_;
};

} // namespace flux::gen::go
