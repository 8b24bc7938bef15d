// The one table of hazards: what pg_flux.hazards() lists and docs/hazards.md is made of.
#pragma once

#include <span>
#include <string_view>

#include "core/hazard/hazard.hpp"

namespace flux {

struct HazardEntry {
    Hazard hazard;
    Severity severity;
    std::string_view name;     // DATA_LOSS
    std::string_view when;     // it is found
    std::string_view cost;     // lock, rewrite or scan; empty where there is none
    std::string_view fails;    // what can fail or break; empty where nothing does
    std::string_view instead;  // what to do
    std::string_view versions; // of PostgreSQL; empty: all
};

std::span<const HazardEntry> hazard_catalogue(); // in the order of Hazard
const HazardEntry& hazard_entry(Hazard hazard);

} // namespace flux
