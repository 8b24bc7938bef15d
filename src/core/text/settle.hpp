// The text that PostgreSQL prints of an expression is not always what it prints of that text again: two shapes settle only in
// the second round. Here both are written as they settle, so that an object made from its own printed form equals the original.
//     (x)::text = ANY ((ARRAY['a'::character varying])::text[])   settles as   … ANY (ARRAY[('a'::character varying)::text])
//     ((a AND b) AND c), as BETWEEN gives                          settles as   (a AND b AND c)
#pragma once

#include <string>

namespace flux {

std::string settle(std::string printed);

} // namespace flux
