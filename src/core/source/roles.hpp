// Roles that a source asks for. A role belongs to the cluster and is no part of a schema, but grants and owners need it:
// so a source may say that it must be there. Separate from analysis.hpp, which orders what a schema is made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flux::source {

struct RoleMade {
    std::string name;
    std::string sql; // CREATE ROLE, without the semicolon
};

// The roles that a DO block makes, in its order, where it does nothing else: CREATE ROLE, under conditions that ask only
// whether those very roles are there, and messages. Nothing for any other block.
std::optional<std::vector<RoleMade>> roles_made_by(std::string_view do_statement);

} // namespace flux::source
