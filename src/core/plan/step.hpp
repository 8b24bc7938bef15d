// A plan: the statements in the order they run, each with what it does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/hazard/hazard.hpp"
#include "core/model/object.hpp"
#include "core/plan/script.hpp"

namespace flux {

// What the rehearsal saw of a step. Relations by their names, quoted where they need it: app.t
struct Measured {
    std::map<std::string, Lock> locks; // on relations that were there before the step
    std::vector<std::string> rewritten, scanned; // tables, sorted; what is built of a table's index counts as a scan of it
    std::map<std::string, std::string> lost; // what of a table is not there any more: "column a"
};

struct Step {
    Op op = Op::create;
    std::string kind;   // "materialized view"
    std::string object; // identity as PostgreSQL prints it
    std::string sql;    // without the final semicolon
    std::vector<Finding> hazards;
    Lock lock = Lock::none;
    bool rewrites = false, scans = false, transactional = true;
    // Where `sql` leaves out a secret: what runs instead. It is in no document, so that a step read from one lacks it.
    bool holds_secret = false;
    std::string secret_sql = {};
    // The object in the live and in the desired model, where it is there. Not part of a document.
    std::optional<Identity> before = {}, after = {};
    std::optional<Measured> measured = {}; // nothing: not rehearsed
    // The relation without rows, qualified, for whose sake the step carries no DATA_LOSS. It is looked at again before the
    // steps run: rows may have come.
    std::optional<std::string> only_if_empty = {};
};

using Plan = std::vector<Step>;

Step step_of(Op op, const Object& object, const Statement& statement);

} // namespace flux
