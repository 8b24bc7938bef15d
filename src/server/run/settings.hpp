// The settings of the extension: defined when the library is loaded, read by whoever runs statements.
#pragma once

#include <string>
#include <vector>

namespace flux::run {

void define_settings();

// Milliseconds, 0: no limit.
int lock_timeout();
int statement_timeout();
// pg_flux.allow_hazards, split at commas.
std::vector<std::string> allowed_hazards();
// Per cent of the managed objects.
int mass_drop_threshold();
// Bytes.
long long large_table();
bool rehearsal_wanted();
int rehearsal_limit();

} // namespace flux::run
