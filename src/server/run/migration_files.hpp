// What the history knows about files, and what a file says about itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/plan/migration.hpp"

namespace flux::run {

enum class FileState { done, pending, skipped, late, changed, broken };

std::string file_hash(std::string_view body);

// The file, with hazards that statements of somebody's own may have. Raises fingerprint_mismatch where its hash is not that
// of its text.
Migration read_file(const std::string& name, const std::string& body);

// Raises feature_not_supported where they begin or end transactions.
void check_statements(const Plan& steps);

FileState state_of(const std::string& name, const std::string& body);

// What follows counts the runs that were about one of the schemas, so that no role is kept from its own by those of others.

// One more than the largest number of any file that was run.
int next_number(const std::vector<std::string>& schemas);

// The run of a file that still stands.
std::optional<std::int64_t> run_of(const std::string& name, const std::vector<std::string>& schemas);
// The newest of such runs, and of other changes by the caller's role.
std::optional<std::int64_t> newest_run(const std::vector<std::string>& schemas);

} // namespace flux::run
