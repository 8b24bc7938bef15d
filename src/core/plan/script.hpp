// What a kind writes: the statements that create, alter or drop one object, each with what it does to a running database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/hazard/hazard.hpp"
#include "core/model/identity.hpp"

namespace flux {

// Table lock levels by PostgreSQL's names, in ascending strength.
enum class Lock : std::uint8_t {
    none,
    access_share,
    row_share,
    row_exclusive,
    share_update_exclusive,
    share,
    share_row_exclusive,
    exclusive,
    access_exclusive,
};
std::string_view lock_name(Lock lock); // "ACCESS EXCLUSIVE"; empty for none

enum class Op : std::uint8_t { create, alter, replace, rename, drop, validate, refresh };
inline constexpr Op kLastOp = Op::refresh;
std::string_view op_name(Op op);

// When a statement runs, seen from the object it is about. `release` runs while the old state still stands (drop a
// default, drop a view that will come back), `early` makes the name known to what the object itself is made of (a shell
// type), `build` makes the new state, `late` is what waits for Facet::late and for the object's own children (OWNED BY,
// ATTACH PARTITION), `rows` fills a relation that was built anew, `cleanup` runs when everything that used the old object
// has moved to the new one.
enum class Phase : std::uint8_t { release, early, build, late, rows, cleanup };

struct Effects {
    Lock lock = Lock::none;
    bool rewrites = false; // writes the whole table anew
    bool scans = false;    // reads the whole table while holding the lock
    std::vector<Hazard> hazards = {};
    Phase phase = Phase::build;
    bool transactional = true;
    // Whose data this statement brings elsewhere: dropping that afterwards loses nothing.
    std::optional<Identity> saves = std::nullopt;
};

struct Statement {
    std::string sql; // without the final semicolon
    Effects effects;
    Op op = Op::alter; // filled by the planner unless the kind says otherwise by add_as
    bool op_is_set = false;
    std::string secret_sql = {}; // what runs instead of `sql` where that leaves out a secret; never shown
};

class Script {
public:
    void add(std::string sql, Effects effects = {}) { statements_.push_back({std::move(sql), std::move(effects)}); }
    void add_as(Op op, std::string sql, Effects effects = {}) {
        statements_.push_back({std::move(sql), std::move(effects), op, true});
    }
    const std::vector<Statement>& statements() const { return statements_; }
    std::vector<Statement>& statements() { return statements_; }

private:
    std::vector<Statement> statements_;
};

} // namespace flux
