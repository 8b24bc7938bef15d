#include "server/ledger/prune.hpp"

#include "core/error.hpp"
#include "server/ledger/settings.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/spi.hpp"
#include "server/run/as_owner.hpp"

namespace flux::ledger {
namespace {

bool owns_database() {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    return spi.query("SELECT FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')").size() > 0;
}

} // namespace

std::uint64_t prune() {
    if (!owns_database()) throw Error(ErrorCode::insufficient_privilege, "must be owner of the database to prune the ledger");
    if (ledger_keep() == 0) return 0;
    run::AsOwner owner;
    return owner.spi().execute("DELETE FROM pg_flux.ledger_entry WHERE at < now() - $1 * interval '1 minute'",
                               {std::int64_t{ledger_keep()}});
}

} // namespace flux::ledger
