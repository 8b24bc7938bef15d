// Live against the baseline: what differs, and how it is taken back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/run/drift.hpp"

namespace flux::ledger {

// Who did it, as the ledger has it.
struct Author {
    std::string at, by;
    std::optional<std::string> client, statement;
};

struct Drift {
    run::Finding finding;
    std::optional<Author> author;
    std::optional<std::string> repair;
};

// For a terminal or a mail.
std::string drift_text(const std::vector<Drift>& drift);

// Reads only, unless a baseline is of another server or pg_flux: then its source is built, and rolled back.
std::vector<Drift> drift(const std::optional<std::vector<std::string>>& schemas);

} // namespace flux::ledger
