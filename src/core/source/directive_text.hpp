// The inside of a directive: what the comment says, before anyone asks what it is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/source/directives.hpp"
#include "core/source/lexer.hpp"

namespace flux::source {

struct DirectiveText {
    Directive::Verb verb;
    std::vector<std::string> old_name; // of renamed_from
    std::string expression;            // of using_expression
    int line;
};

// The directives that a comment holds: one, or one a line of a block comment. Most comments hold none.
// Throws syntax_error. `line` is the one that the comment starts on.
std::vector<DirectiveText> directives_in(std::string_view comment, int line);

// A quick look, so that a source without directives costs nothing.
bool may_hold_directives(std::string_view source);

} // namespace flux::source
