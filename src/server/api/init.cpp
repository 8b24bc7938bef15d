// What happens when the library is loaded.
#include "server/run/settings.hpp"

#include "server/pg/compat.hpp"

extern "C" {
PGDLLEXPORT void _PG_init(void);
PGDLLEXPORT void _PG_init(void) { flux::run::define_settings(); }
}
