// Gives the managed schemas empty namesakes, and takes what belongs to the database out of the way: the live ones are renamed
// aside by their catalog rows alone, without a lock that anybody could notice. All of it is undone by rolling back.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/model/object.hpp"

namespace flux::shadow {

// A schema that could not be set aside, because another transaction has changed it just now (GRANT ON SCHEMA).
struct Contended {
    std::string schema;
    bool waited; // for the lock, in vain
};

struct Carry {
    // The source creates the schema itself, so that its comment comes from the source.
    std::vector<std::string> created_by_source;
    // Default privileges are declared by the source, so that the live ones do not count.
    bool default_privileges = true;
    // Privileges are declared by the source: those of a schema that it creates come from it.
    bool privileges = true;
};

// Raises insufficient_privilege for a schema that the caller does not own, and throws Contended. A schema that does not exist and that the
// source does not create is made.
void set_aside(const std::vector<std::string>& schemas, const Carry& carry);

// What belongs to the database and is of one of these kinds makes room for what the source declares: renamed by its catalog
// row, or hidden where it has no name. Members of extensions, the server's own objects, what is not the caller's and those of the OIDs `kept` stay.
struct Aside {
    std::vector<Address> objects; // still in the catalogs, and not part of what is declared
    bool others = false;          // some of these kinds were not the caller's
};
Aside set_aside(const std::set<Kind>& kinds, const std::set<unsigned int>& kept);

// leaf: false where there is one.
bool make_schema(const char* name);

// leaf: the members of an extension (all are OIDs) from one schema to another, without a lock on its tables. The caller
// must own them, as for the server.
void move_extension_members(unsigned int extension, unsigned int from, unsigned int to);

} // namespace flux::shadow
