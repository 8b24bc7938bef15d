// What a CHECK says of single columns, where it is simple enough to become a union, a range, a length or a pattern in another
// language. It is read from the expression as the server prints it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/model/fields.hpp"

namespace flux::facts {

// One demand on one column. A NULL always meets it, but for `not_null`.
struct Term {
    std::string column; // empty in a domain's check
    // one_of, not_one_of (values); minimum, maximum, min_length, max_length, min_bytes, max_bytes, pattern, not_pattern (value); not_null
    std::string kind;
    std::vector<std::string> values;
    std::optional<std::string> value;
    bool exclusive = false;        // of minimum and maximum: the value itself is not allowed
    bool case_insensitive = false; // of a pattern: an advanced regular expression, as ~ and ~* take it

    static constexpr auto fields() {
        return std::tuple(field("column", &Term::column), field("kind", &Term::kind), field("values", &Term::values),
                          field("value", &Term::value), field("exclusive", &Term::exclusive),
                          field("case_insensitive", &Term::case_insensitive));
    }
};

struct Terms {
    std::vector<Term> terms;
    bool complete = true; // they say all that the expression says
};

// The type at the bottom of a column's type, as the server spells it without modifiers ("integer", "text"), "enum" for any
// enum; empty where equality is not that of the printed values.
using RootType = std::function<std::string(const std::string& column)>;

Terms terms_of(const std::string& expression, const RootType& root_type);

} // namespace flux::facts
