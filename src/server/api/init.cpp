// What happens when the library is loaded.
#include "server/ledger/settings.hpp"
#include "server/pg/worker.hpp"
#include "server/run/online.hpp"
#include "server/run/settings.hpp"

#include "server/pg/compat.hpp"

extern "C" {
PGDLLEXPORT void _PG_init(void);
PGDLLEXPORT void _PG_init(void) {
    flux::ledger::define_settings();
    flux::run::define_settings();
    flux::pg::set_worker_setup(flux::run::prepare_worker);
}
}
