// Who may do what with an object, in a form that two databases can be compared by: grants by name, the owner as a word of
// its own (so that an object keeps its privileges under another owner), defaults spelled out.
#pragma once

#include <compare>
#include <string>
#include <vector>

namespace flux {

struct Grant {
    std::string grantee; // SQL text: a quoted role name, or kPublic, or kOwner
    std::string privilege; // SELECT, INSERT, …
    bool grantable = false; // WITH GRANT OPTION
    auto operator<=>(const Grant&) const = default;
};

inline constexpr const char* kPublic = "PUBLIC";
inline constexpr const char* kOwner = "OWNER"; // never a quoted role name: those are lower case or in quotes

// Sorted, without duplicates.
using Privileges = std::vector<Grant>;

// In order, each privilege of a grantee once, with the grant option where any of its grants has it.
Privileges merged(Privileges grants);

// What goes on the way from `from` to `to`: privileges, and rights to hand them on.
Privileges revoked_privileges(const Privileges& from, const Privileges& to);
// Those of `kept` whose grantee and privilege are among the revoked ones.
Privileges given_again(const Privileges& kept, const Privileges& revoked);

// One GRANT or REVOKE statement a grantee: what takes an object from `from` to `to`.
// `target` is what stands after ON ("TABLE public.t"); `owner` is the role that kOwner means, quoted; `columns` is "(c)"
// for a column's privileges and else empty.
std::vector<std::string> privilege_statements(const Privileges& from, const Privileges& to, const std::string& target,
                                              const std::string& owner, const std::string& columns = {});

} // namespace flux
