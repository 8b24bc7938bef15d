// What the database was declared to be, kept in the database: the model of each managed schema as it stood after the last
// change by pg_flux, and what it was made from.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/diff/differences.hpp"
#include "core/kinds/recording.hpp"

namespace flux::run {

struct Baseline {
    std::string how; // apply, adopt
    std::vector<std::string> schemas;
    std::string source, source_hash;
    Management management;
    std::string fingerprint; // of all that the call managed

    // Filled where it is read.
    std::int64_t id = 0;
    std::string role; // who took it
    double at = 0; // seconds since 1970
    int server_version = 0;
    std::string version;       // of pg_flux
    bool same_database = true; // else OIDs in it mean nothing: it was restored from a dump
    std::map<kinds::Part, std::string> parts = {};
};

// All kinds that belong to the database, owners and privileges.
Management everything();

// Raises insufficient_privilege for the first of the schemas that the caller does not own.
void require_owner(const std::vector<std::string>& schemas);
// Does the caller own the database?
bool owns_database();

// The live schemas become the baseline of those schemas and, where the caller owns the database, of the kinds of the
// database that are managed. Without a source, the dump of what is live is it.
void take_baseline(Baseline baseline, const Model& live, const kinds::Recording& rows);

// The same where nothing was changed, unless the baseline is that already; its fingerprint is known.
void keep_baseline(Baseline baseline);

// The baselines that the schemas have, or all of them; with the parts asked for. Raises object_not_in_prerequisite_state for
// a schema without one, and where there is none at all.
std::vector<Baseline> baselines(const std::optional<std::vector<std::string>>& schemas);

// Takes the live schemas as the baseline. Without `schemas`, all but the system's.
void adopt(const std::optional<std::vector<std::string>>& schemas);

// Kinds of the database that show all of themselves to superusers only: they are neither kept nor compared for others.
bool is_shown(const Object& object);

} // namespace flux::run
