// Which names of different statements are the same name: interned as small numbers, unqualified ones resolved
// by the search path in force or the default schema, and, where that finds nothing, by the only schema that
// has such a name.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/source/analysis.hpp"

namespace flux::source {

using NameId = std::size_t;

class Resolver {
public:
    // Takes in all that the statements define.
    Resolver(std::span<const Analysis> statements, std::string_view default_schema);

    std::size_t size() const { return names_.size(); }
    const Name& name(NameId id) const { return names_[id]; }

    NameId defined(std::size_t statement, const Name& name) const;
    // Nothing for a name that no statement defines.
    std::optional<NameId> used(std::size_t statement, const Name& name) const;

private:
    Name qualified(std::size_t statement, Name name) const;
    std::optional<NameId> find(const Name& name) const;
    void intern(const Name& name);

    std::string default_schema_;
    std::vector<std::vector<std::string>> paths_;
    std::unordered_map<std::string, NameId> ids_; // looked up only, never walked
    std::unordered_map<std::string, NameId>
        by_short_name_; // without the schema; kAmbiguous where several have it
    std::vector<Name> names_;
};

} // namespace flux::source
