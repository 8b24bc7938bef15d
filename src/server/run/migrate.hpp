// Files of a repository: made from a plan, run once and in order, accepted after they were edited.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/run/compare.hpp"
#include "server/run/execute.hpp"

namespace flux::run {

struct File {
    std::string name, body;
};

// Nothing where there is nothing to change. `separate`: the way back in a file of its own.
std::vector<File> generate(const std::string& source, const std::string& label, const Schemas& schemas, bool separate);

// Nothing where the file was run before, or lies before the baseline. Raises fingerprint_mismatch where the file, or what it
// starts from, is not as it should be.
Applied migrate(const File& file, const std::vector<std::string>& allow_hazards);

// What migrate() would make of it: done, pending, skipped, late, changed, broken.
std::string migration_status(const File& file);

void baseline(const File& file);

// Runs the body in a subtransaction that is rolled back, to learn where it leads. `schemas`: for a body without a header.
std::string accept(const std::string& body, const Schemas& schemas);

} // namespace flux::run
