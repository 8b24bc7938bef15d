// What the targets that write code have alike: the names of the schema's types, the user's own types, the table of
// built-in ones.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "names/type_names.hpp"
#include "targets/target.hpp"
#include "types/map.hpp"
#include "types/overrides.hpp"

namespace flux::gen {

class Language {
public:
    // `name`: as in directives and in the name of the type map.
    Language(const Job& job, const char* name, std::string_view type_map, const NamingRules& rules)
        : job_(job), map_(type_map), overrides_(job.settings, name), names_(job.schema, job.settings, rules) {}

    const TypeNames& names() const { return names_; }
    const Settings& settings() const { return job_.settings; }
    const Schema& schema() const { return job_.schema; }
    const TypeMap& map() const { return map_; }
    const Overrides& overrides() const { return overrides_; }
    std::vector<std::string>& warnings() const { return job_.warnings; }
    bool not_null(const Relation& relation, const Column& column) const {
        return overrides_.not_null(relation.name, column);
    }

private:
    const Job& job_;
    TypeMap map_;
    Overrides overrides_;
    TypeNames names_;
};

// Types that values have, in columns, attributes, domains, arguments and results, and that are neither the server's own
// nor the schema's: those of extensions.
std::set<QName> extension_types(const Schema& schema);
// Relations whose rows are values somewhere.
std::set<QName> row_values(const Schema& schema);

// What a CHECK says, without the word; empty for any other constraint.
std::string check_expression(const Constraint& constraint);
// `when`: ON UPDATE or ON DELETE. CASCADE, RESTRICT, SET NULL or SET DEFAULT; empty where there is no action.
std::string action_of(const ForeignKey& key, const std::string& when);

std::vector<std::string> column_names(const Relation& relation);
std::vector<std::string> attribute_names(const Composite& type);

} // namespace flux::gen
