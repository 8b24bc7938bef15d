// Gives the managed schemas empty namesakes: the live ones are renamed aside by their pg_namespace rows alone, without a
// lock that anybody could notice. All of it is undone by rolling back.
#pragma once

#include <string>
#include <vector>

namespace flux::shadow {

struct Carry {
    // The source creates the schema itself, so that its comment comes from the source.
    std::vector<std::string> created_by_source;
    // Default privileges are declared by the source, so that the live ones do not count.
    bool default_privileges = true;
    // Privileges are declared by the source: those of a schema that it creates come from it.
    bool privileges = true;
};

// Raises insufficient_privilege for a schema that the caller does not own. A schema that does not exist and that the
// source does not create is made.
void set_aside(const std::vector<std::string>& schemas, const Carry& carry);

} // namespace flux::shadow
