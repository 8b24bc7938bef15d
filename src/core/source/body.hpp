// The names that the body of a routine uses. All of them are soft: the server does not look at a body (with
// check_function_bodies off) until it runs. Never throws on a text that no parser takes; then it says what
// the tokens say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/source/name.hpp"

namespace flux::source {

// `language` as written; `definition` is the whole CREATE FUNCTION statement, which libpg_query's PL/pgSQL
// parser wants. Relations, types and routines, sorted, each once. Languages other than sql and plpgsql give
// nothing.
std::vector<Name> names_in_body(std::string_view language, std::string_view body,
                                std::string_view definition = {});

// What a text that is no SQL statement may refer to, by its tokens: every identifier, as relation, type and
// routine.
std::vector<Name> names_in_tokens(std::string_view text);

} // namespace flux::source
