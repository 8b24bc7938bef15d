// The one place where identifiers and literals are quoted.
#pragma once

#include <string>
#include <string_view>

namespace flux {

// As the server's quote_identifier: bare only when it is lower case ASCII, starts with a letter or underscore and is no
// keyword but an unreserved one. Keywords are those of PostgreSQL 14 to 18 together; a needless quote does no harm.
std::string quote_ident(std::string_view name);

// `schema.name`, or `name` where schema is empty.
std::string quote_qualified(std::string_view schema, std::string_view name);

// As the server's quote_literal: E'…' when there is a backslash, so that standard_conforming_strings does not matter.
std::string quote_literal(std::string_view text);

// `$$text$$`, with a tag where the text holds what would end it: for bodies, which people read.
std::string dollar_quote(std::string_view text);

} // namespace flux
