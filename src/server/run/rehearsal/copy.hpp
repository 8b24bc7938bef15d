// An empty and real copy of a part of the live schema: real tables and indexes under their real names, with the live schemas
// set aside by their catalog rows. All of it is rolled back, and no live relation is opened.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "core/plan/touched.hpp"

namespace flux::rehearsal {

struct Part {
    const Model& live; // under the names that it has now
    Positions objects; // what of it is copied
    std::vector<std::string> schemas; // managed: all of them are set aside
    std::set<Kind> database_kinds = {}; // of which those that are copied are set aside too
};

// Objects that have files: what a copy costs.
bool has_files(const Object& object);
std::size_t count_files(const Part& part);

// Builds the copy, runs `body` in it, told what was set aside, and rolls all of it back. What keeps the copy from being built
// is the answer; errors of `body` leave it.
std::optional<std::string> with_copy(const Part& part, const std::function<void(const std::vector<Address>& aside)>& body);

// Runs one statement as the caller, in the same way as an apply does, and gives its locks back after `look` has seen them. In a
// subtransaction of its own. The answer is the error.
struct Failure {
    std::string message, sqlstate;
};
std::optional<Failure> run(const std::string& sql, const std::function<void()>& look);

} // namespace flux::rehearsal
