// A plan: the statements in the order they run, each with what it does.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/model/object.hpp"
#include "core/plan/script.hpp"

namespace flux {

struct Step {
    Op op = Op::create;
    std::string kind;   // "materialized view"
    std::string object; // identity as PostgreSQL prints it
    std::string sql;    // without the final semicolon
    std::vector<Hazard> hazards;
    Lock lock = Lock::none;
    bool rewrites = false, scans = false, transactional = true;
    // Where `sql` leaves out a secret: what runs instead. It is in no document, so that a step read from one lacks it.
    bool holds_secret = false;
    std::string secret_sql = {};
};

using Plan = std::vector<Step>;

Step step_of(Op op, const Object& object, const Statement& statement);

} // namespace flux
