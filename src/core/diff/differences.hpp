// Two models side by side: what is only in one of them, and what differs. The same comparison serves diff, the proof
// after apply, and drift.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace flux {

// What a declaration speaks about. What it does not speak about is left as it is.
struct Management {
    bool owners = true;
    bool privileges = true;
    std::set<Kind> database_kinds; // kinds that belong to the database and of which the source declares an object
    bool covers(const Identity& id) const;
};

struct Difference {
    const Object* from = nullptr; // nullptr: to be created
    const Object* to = nullptr;   // nullptr: to be dropped
    std::vector<AttributeChange> attributes = {};
    bool owner = false, comment = false, privileges = false;
};

// In the order of identities. The models must outlive the answer.
std::vector<Difference> differences(const Model& from, const Model& to, const Management& management);

} // namespace flux
