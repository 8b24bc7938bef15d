#include "server/ledger/settings.hpp"

#include <climits>
#include <string_view>

#include "server/pg/compat.hpp"

extern "C" {
#include "access/twophase.h"
#include "utils/guc.h"
}

namespace flux::ledger {
namespace {

int guard_mode = 0;
char* guard_role_list = nullptr;
int keep_minutes = 365 * 24 * 60;
bool notify = true;

constexpr config_enum_entry kModes[] = {{"off", 0, false}, {"log", 1, false}, {"block", 2, false}, {nullptr, 0, false}};

} // namespace

// Superusers set what protects: whoever could weaken it would not be guarded.
void define_settings() {
    DefineCustomEnumVariable("pg_flux.guard", "What happens to DDL on managed schemas from outside pg_flux.",
                             "off: nothing; log: it is told in the server's log; block: it is refused.", &guard_mode, 0, kModes,
                             PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable("pg_flux.guard_roles", "Roles whose members may change managed schemas in an emergency.",
                               "A list of names. The ledger marks what they do.", &guard_role_list, "", PGC_SUSET, 0, nullptr,
                               nullptr, nullptr);
    DefineCustomIntVariable("pg_flux.ledger_keep", "How long pg_flux.prune() leaves rows in the ledger.", "0 is for ever.",
                            &keep_minutes, keep_minutes, 0, INT_MAX, PGC_SUSET, GUC_UNIT_MIN, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable("pg_flux.notify", "Does a change from outside pg_flux notify the channel pg_flux_drift?",
                             "Never where transactions can be prepared, since one that notifies cannot.", &notify, notify,
                             PGC_SUSET, 0, nullptr, nullptr, nullptr);
}

Guard guard() { return static_cast<Guard>(guard_mode); }

std::vector<std::string> guard_roles() {
    std::vector<std::string> names;
    std::string_view rest = guard_role_list == nullptr ? "" : guard_role_list;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        std::string_view name = rest.substr(0, comma);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        if (!name.empty()) names.emplace_back(name);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return names;
}

int ledger_keep() { return keep_minutes; }
bool notifies() { return notify && max_prepared_xacts == 0; }

} // namespace flux::ledger
