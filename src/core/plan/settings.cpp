#include "core/plan/settings.hpp"

#include <array>

namespace flux {

std::span<const std::pair<const char*, const char*>> pinned_settings() {
    static constexpr auto pinned = std::to_array<std::pair<const char*, const char*>>({
        {"DateStyle", "ISO, YMD"},
        {"IntervalStyle", "postgres"},
        {"extra_float_digits", "1"},
        {"bytea_output", "hex"},
        {"xmlbinary", "base64"},
        {"xmloption", "content"},
        {"quote_all_identifiers", "off"},
        {"standard_conforming_strings", "on"},
        {"backslash_quote", "safe_encoding"},
        {"array_nulls", "on"},
        {"transform_null_equals", "off"},
        {"default_tablespace", ""},
        {"check_function_bodies", "off"},
    });
    return pinned;
}

} // namespace flux
