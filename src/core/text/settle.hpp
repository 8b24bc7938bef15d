// The text that PostgreSQL prints of an expression is not always what it prints of that text again: two shapes settle only in
// the second round.
//     (x)::text = ANY ((ARRAY['a'::character varying])::text[])   settles as   … ANY (ARRAY[('a'::character varying)::text])
//     ((a AND b) AND c), as BETWEEN gives                          settles as   (a AND b AND c)
// Both are known in the form that settles, in which an object equals one made from its own printed form, and in one that loads
// to the very tree that was printed: a cast to what the group is already leaves no trace in the tree, and keeps the parser from
// seeing through the parentheses.
//     … ANY ((ARRAY['a'::character varying]::character varying[])::text[])
//     ((a AND b)::boolean AND c)
#pragma once

#include <string>

namespace flux {

std::string settled(std::string printed);
// An array none of whose elements tells its type stays as it is printed.
std::string loadable(std::string printed);

} // namespace flux
