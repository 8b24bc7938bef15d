// The function that an object of the database is made with: a handler, a validator, what an event trigger calls.
#pragma once

#include <string>

namespace flux::kinds {

// A catalog query's expression for the name of that function, quoted and with its schema; NULL where it is 0.
inline std::string named_function(const std::string& oid) {
    return "(SELECT format('%I.%I', fn.nspname, f.proname) FROM pg_proc f JOIN pg_namespace fn ON fn.oid = f.pronamespace "
           "WHERE f.oid = " +
           oid + ")";
}

} // namespace flux::kinds
