// What a plan drops and creates under another name, otherwise the same. It may be a rename that nobody declared: that is for
// the user to say, never guessed. Apart from twins.hpp, which renames what has no other meaning than its name.
#pragma once

#include <utility>
#include <vector>

#include "core/diff/differences.hpp"

namespace flux {

// Pairs of what only the live and only the desired model has: of one kind and place, alike in all attributes (relations and
// domains: in what belongs to them), each with one candidate only.
std::vector<std::pair<const Object*, const Object*>> lookalikes(const Model& live, const Model& desired, const Management& management);

} // namespace flux
