// The version of the library that is loaded, which after an upgrade may differ from the extension's.
// Alone in its file because it is the only object compiled with the version from the control file.
#include "server/pg/entry.hpp"

extern "C" {
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
}

#include "server/pg/call.hpp"

FLUX_FUNCTION(pg_flux_version) {
    return PointerGetDatum(flux::pg::call(cstring_to_text, FLUX_VERSION));
}
