// A source against the live catalogs: both models, what is managed, and the plan from one to the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/plan/document.hpp"
#include "core/plan/planner.hpp"

namespace flux::kinds {
class Recording;
}

namespace flux::run {

struct Comparison {
    std::vector<std::string> schemas; // managed
    std::string source_hash;
    PlanOptions options;
    Plan roles; // that the source declares and the cluster lacks: what makes them
    Plan moves; // of extensions to other schemas
    Model live; // under the new names, where directives rename or extensions move
    Model desired;
};

using Schemas = std::optional<std::vector<std::string>>;

// Writes, and rolls back what it writes: raises 25006 in a read-only transaction and on a standby.
// `desired_rows` is given the rows that the declared model was read from.
Comparison compare(const std::string& source, const Schemas& schemas, kinds::Recording* desired_rows = nullptr);

// The plan from one to the other.
Plan steps_of(const Comparison& comparison);
// The same with fingerprints, to be kept and applied later.
// Rehearsed always, or only where what is measured decides about a danger: where there are large tables.
enum class Rehearse { always, for_dangers };
PlanDocument plan_of(const Comparison& comparison, Rehearse when = Rehearse::for_dangers);
// Plans the way back too, which costs as much again.
void add_undo(const Comparison& comparison, PlanDocument& document);

// As `model` and `fingerprint` show it.
std::string fingerprint(const Model& model);

} // namespace flux::run
