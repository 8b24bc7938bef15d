// The operators and support functions of operator families, and the words for them in CREATE OPERATOR CLASS and
// ALTER OPERATOR FAMILY. A class owns some of its family's members; what no class owns is loose.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct MemberOperator {
    std::int64_t strategy = 0;
    std::string name;                       // qualified
    std::string left, right;                // types
    std::optional<std::string> sort_family; // FOR ORDER BY

    bool operator==(const MemberOperator&) const = default;
    static constexpr auto fields() {
        return std::tuple(field("strategy", &MemberOperator::strategy), field("operator", &MemberOperator::name),
                          field("left", &MemberOperator::left), field("right", &MemberOperator::right),
                          field("sort_family", &MemberOperator::sort_family));
    }
};

struct MemberFunction {
    std::int64_t number = 0;
    std::string function;    // with its arguments
    std::string left, right; // the types that it serves, which are not always its arguments'

    bool operator==(const MemberFunction&) const = default;
    static constexpr auto fields() {
        return std::tuple(field("number", &MemberFunction::number), field("function", &MemberFunction::function),
                          field("left", &MemberFunction::left), field("right", &MemberFunction::right));
    }
};

// Columns `operators` and `functions` of the members whose rows depend on object x.oid of that catalog, the class
// or the family that owns them.
std::string member_columns(std::string_view owner_catalog);

std::string add_clause(const MemberOperator& member);
std::string add_clause(const MemberFunction& member);
std::string drop_clause(const MemberOperator& member);
std::string drop_clause(const MemberFunction& member);

// `app.f USING btree`: what classes and families are called.
std::string name_using(const Identity& id);

} // namespace flux::kinds
