// One source against many schemas of one make.
#pragma once

#include <string>
#include <vector>

#include "core/plan/script.hpp"

namespace flux::ledger {

struct Tenant {
    std::string schema;
    std::size_t steps = 0; // 0: in sync
    std::vector<std::string> hazards = {};
};

// Of each schema whose name is LIKE the pattern. The source is built once; what is found equal but for the schema's name is in
// sync, and only the others are compared one by one.
std::vector<Tenant> tenants(const std::string& source, const std::string& pattern);

} // namespace flux::ledger
