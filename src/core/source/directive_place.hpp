// What a directive is about, from where its comment stands within a statement: the statement's object, or a
// column, named constraint, attribute or enum label in its list, or what an ALTER adds.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/model/identity.hpp"
#include "core/source/lexer.hpp"

namespace flux::source {

struct Place {
    Identity object;
    std::string part; // an enum's label, a composite type's attribute
};

// `statement` holds the statement's tokens without comments and semicolon; the comment stands before
// statement[before]. Throws syntax_error where there is nothing that the directive could be about.
Place place_of(std::string_view source, std::span<const Token> statement, const Token& comment,
               std::size_t before, int line);

} // namespace flux::source
