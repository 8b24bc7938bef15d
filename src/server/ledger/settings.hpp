// The settings of what watches.
#pragma once

#include <string>
#include <vector>

namespace flux::ledger {

// Before run::define_settings, which reserves the prefix.
void define_settings();

enum class Guard : int { off, log, block };
Guard guard();
// pg_flux.guard_roles, split at commas.
std::vector<std::string> guard_roles();

// Minutes; 0: for ever.
int ledger_keep();
bool notifies();

} // namespace flux::ledger
