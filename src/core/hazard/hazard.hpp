// Hazards by name: what a step can do to a database that is in use. What each of them means stands in catalogue.cpp, who
// finds it in assess/rules_*.cpp and, for those that a statement has by itself, in the kinds.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace flux {

enum class Hazard : std::uint8_t {
    // What is lost.
    data_loss,         // data that is there is gone afterwards
    data_not_restored, // a step of a way back builds anew what was dropped or cut down; its data does not come back
    mass_drop,
    // Rows that make a step fail.
    no_default,
    // Who waits, and how long.
    table_rewrite,
    table_scan,
    index_build,
    volatile_default,
    lock_queue,
    many_tables,
    standby_conflict,
    // What clients, plans and later rows meet.
    renamed,
    dependent_rebuilt,
    label_removed,
    statistics_lost,
    stale_results,
    not_validated,
    foreign_key_unindexed,
    cascading_delete,
    unlogged,
    // Who may see and do what.
    privileges_widened,
    privileges_lost,
    row_security_off,
    row_security_gap,
    owner_changed,
    search_path_open,
    // Replicas.
    replica_identity,
    not_replicated,
    // How it runs.
    not_transactional,
};
inline constexpr Hazard kLastHazard = Hazard::not_transactional;
std::string_view hazard_name(Hazard hazard); // DATA_LOSS

// danger: an apply refuses until it is allowed. warning, notice: told.
enum class Severity : std::uint8_t { notice, warning, danger };
inline constexpr Severity kLastSeverity = Severity::danger;
std::string_view severity_name(Severity severity);

// A hazard of one step.
struct Finding {
    Hazard hazard = Hazard::data_loss;
    Severity severity = Severity::danger;
    std::string detail = {}; // what is known of it here: counts, sizes, a sample key; may be empty
    auto operator<=>(const Finding&) const = default;
};

Finding finding_of(Hazard hazard, std::string detail = {}); // with the catalogue's severity
std::vector<Finding> findings_of(const std::vector<Hazard>& hazards);

} // namespace flux
