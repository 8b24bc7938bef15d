// Roles that a source declares and the cluster lacks. Apart from the build, because they are no part of a schema: a shadow
// needs them to exist before anything else, and makes them as the caller, whose rights decide.
#pragma once

#include "server/shadow/shadow.hpp"

namespace flux::shadow {

// To be rolled back with the shadow. Raises cannot_build_source with the line.
void make_missing_roles(const Declaration& declaration);

} // namespace flux::shadow
