// version(), and the server's check of the module.
#include "server/pg/version.hpp"

#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"

extern "C" {
PG_MODULE_MAGIC;
}

FLUX_FUNCTION(pg_flux_version) { return flux::pg::text_datum(flux::pg::library_version()); }
