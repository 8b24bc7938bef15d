// The version of the library that is loaded, which after an upgrade may differ from the extension's.
// Alone in its file because it is the only object compiled with the version from the control file.

extern "C" {
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(pg_flux_version);

Datum pg_flux_version(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return PointerGetDatum(cstring_to_text(FLUX_VERSION));
}
}
