// Directives: comments in a source that say what a declaration alone cannot.
//
//     -- pg_flux: renamed from old_name
//     -- pg_flux: using expression
//
// They stand right before the object or column that they are about, or at the end of its line. A directive
// that is not understood or stands where there is nothing for it is an error: never ignored, for it guards
// data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/identity.hpp"

namespace flux::source {

struct Directive {
    enum class Verb { renamed_from, using_expression };
    Verb verb = Verb::renamed_from;
    // As declared: the new name. The schema is empty where the source leaves it to the default schema, args
    // always are. A label of an enum or an attribute of a composite type is the type, with `part`.
    Identity object;
    std::string part;
    std::string old_schema; // of `renamed from schema.name`, else empty
    std::string argument;   // the old name, or the expression
    int line = 0;           // of the directive in the source, from 1
};

// `source` is the text as it was given; psql's lines in it do no harm. In the order of the source.
// Throws syntax_error with the line.
std::vector<Directive> read_directives(std::string_view source);

} // namespace flux::source
