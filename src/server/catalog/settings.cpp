#include "server/catalog/settings.hpp"

#include <array>
#include <utility>

#include "server/pg/guc.hpp"

namespace flux::catalog {

void pin_settings(pg::GucScope& scope) {
    static constexpr auto pinned = std::to_array<std::pair<const char*, const char*>>({
        {"DateStyle", "ISO, YMD"},
        {"IntervalStyle", "postgres"},
        {"TimeZone", "UTC"},
        {"extra_float_digits", "1"},
        {"bytea_output", "hex"},
        {"xmlbinary", "base64"},
        {"xmloption", "content"},
        {"quote_all_identifiers", "off"},
        {"standard_conforming_strings", "on"},
        {"backslash_quote", "safe_encoding"},
        {"array_nulls", "on"},
        {"transform_null_equals", "off"},
        {"check_function_bodies", "off"},
        // Why: compiling a catalog query takes longer than running it, and workers longer to start.
        {"jit", "off"},
        {"max_parallel_workers_per_gather", "0"},
    });
    scope.lock_search_path();
    for (const auto& [name, value] : pinned) scope.set(name, value);
}

} // namespace flux::catalog
