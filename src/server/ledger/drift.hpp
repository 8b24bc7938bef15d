// Live against the baseline: what differs, and how it is taken back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/run/drift.hpp"

namespace flux::ledger {

struct Drift {
    run::Finding finding;
    std::optional<std::string> repair;
};

// Reads only, unless a baseline is of another server or pg_flux: then its source is built, and rolled back.
std::vector<Drift> drift(const std::optional<std::vector<std::string>>& schemas);

} // namespace flux::ledger
