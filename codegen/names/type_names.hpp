// The names that a language gives to the schema's types and routines. A name depends on nothing but what it
// would collide with.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "config/options.hpp"
#include "ir/ir.hpp"
#include "names/words.hpp"

namespace flux::gen {

struct NamingRules {
    Case style = Case::pascal;
    std::vector<std::string> initialisms;
    std::set<std::string> reserved;   // keywords, and what generated files define
    std::vector<std::string> derived; // endings that must be free after each name: Insert, Update, …
    std::string (*finish)(std::string) = nullptr; // what the language asks of a name's beginning
};

class TypeNames {
public:
    TypeNames(const Schema& schema, const Settings& settings, const NamingRules& rules);

    const std::string& of(const QName& type) const { return types_.at(type); }
    bool has(const QName& type) const { return types_.contains(type); }
    const std::string& of(const Routine& routine) const {
        return routines_.at({routine.name, routine.signature});
    }

private:
    std::map<QName, std::string> types_;
    std::map<std::pair<QName, std::string>, std::string> routines_;
};

// The names of a relation's columns or a type's attributes in one place, each different, in their order.
std::vector<std::string> field_names(const std::vector<std::string>& names,
                                     const std::vector<std::string>& wishes,
                                     const std::set<std::string>& reserved);

} // namespace flux::gen
