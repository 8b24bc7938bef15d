// What ALTER COLUMN … TYPE does to the data: whether PostgreSQL needs USING, whether it writes the table
// anew, whether values can be lost or refused. Known from the two types' printed names alone; what is not
// known counts as the worse.
#pragma once

#include <string>
#include <vector>

#include "core/hazard/hazard.hpp"

namespace flux::kinds {

struct TypeChange {
    std::string using_expression; // empty where an assignment cast exists
    bool rewrites = true;
    bool loses = true;
};

// `column` is quoted. `rebuilt`: the type keeps its name, but is a new one.
TypeChange type_change(const std::string& column, const std::string& from, const std::string& to,
                       bool rebuilt);

// What a type loses that is built anew over another one, or with an attribute of another one.
std::vector<Hazard> losses_of(const std::string& from, const std::string& to);

} // namespace flux::kinds
