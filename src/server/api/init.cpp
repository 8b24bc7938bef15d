// What happens when the library is loaded.
#include "server/ledger/settings.hpp"
#include "server/run/settings.hpp"

#include "server/pg/compat.hpp"

extern "C" {
PGDLLEXPORT void _PG_init(void);
PGDLLEXPORT void _PG_init(void) {
    flux::ledger::define_settings();
    flux::run::define_settings();
}
}
