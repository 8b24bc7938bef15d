// What is known of the live database beyond its schema: how large its tables are and who uses them. The server reads it,
// unit tests make it up.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace flux {

struct RelationFacts {
    std::string name;       // app.t, quoted where it needs it
    bool empty = true;      // of a partitioned table: all of its partitions are
    std::int64_t bytes = 0; // of rows, indexes left out; partitions included
    double rows = -1;       // the server's estimate; negative: none
    std::string held_by;    // an old transaction that holds a lock on it: "a transaction of 00:01:12 in process 4711"
};

struct Facts {
    std::map<std::uint32_t, RelationFacts> relations; // by OID
    int standbys = 0;                                 // connected
    std::int64_t large_table = 0;                     // bytes from which on a table is called large
    int mass_drop_threshold = 100;                    // per cent
    // Does the source say owners, or privileges? Else they stay as they are.
    bool owners_managed = true, privileges_managed = true;

    // nullptr: nothing is known of it.
    const RelationFacts* find(std::uint32_t oid) const;
    const RelationFacts* find(const std::string& name) const;
};

// "120 MB, about 2,500,000 rows"
std::string size_text(const RelationFacts& facts);

} // namespace flux
