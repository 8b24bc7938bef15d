// What is wrong or unwise in a source and can be told from its text alone.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace flux::source {

struct Remark {
    int line = 1;
    std::string code;     // duplicate, unknown_name, folded_name, reserved_word, …
    std::string severity; // error: it cannot be right; warning: it may be meant otherwise; advice
    std::string message, hint;
};

struct Line {
    std::string text; // a statement
    int line = 1;     // where it starts
};

// `buildable`: the server has built the source, so that only the names in the bodies of routines can be unknown.
std::vector<Remark> lint(std::span<const Line> statements, std::string_view default_schema, bool buildable);

// The line of the statement that defines a relation (routine: the first of its name); 1 where there is none.
class DefinedAt {
public:
    DefinedAt(std::span<const Line> statements, std::string_view default_schema);
    int relation(const std::string& schema, const std::string& name) const;
    int routine(const std::string& schema, const std::string& name) const;

private:
    int find(char sort, const std::string& schema, const std::string& name) const;
    std::vector<std::pair<std::string, int>> lines_; // sorted by what is defined
};

} // namespace flux::source
