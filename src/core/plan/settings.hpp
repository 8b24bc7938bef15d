// The settings under which definitions are printed and plans run. Here, because the scripts that people run by themselves must
// pin the same as the server does when it runs the steps.
#pragma once

#include <span>
#include <utility>

namespace flux {

// A list of names, as SET takes it. Nothing of a user's is found by it; pg_temp is named last, since it would otherwise
// be searched first.
inline constexpr const char* kSearchPath = "pg_catalog, pg_temp";

// Name and value of all others that change what the server prints, or what a definition means. Not TimeZone: a step that turns a
// timestamp into one with time zone means the session's, as it would by hand.
std::span<const std::pair<const char*, const char*>> pinned_settings();

} // namespace flux
