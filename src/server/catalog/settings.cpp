#include "server/catalog/settings.hpp"

#include "core/plan/settings.hpp"
#include "server/pg/guc.hpp"

namespace flux::catalog {

void pin_step_settings(pg::GucScope& scope) {
    scope.lock_search_path();
    for (const auto& [name, value] : pinned_settings()) scope.set(name, value);
}

void pin_settings(pg::GucScope& scope) {
    pin_step_settings(scope);
    scope.set("TimeZone", "UTC");
    // Compiling a catalog query takes longer than running it, and workers longer to start.
    scope.set("jit", "off");
    scope.set("max_parallel_workers_per_gather", "0");
}

} // namespace flux::catalog
