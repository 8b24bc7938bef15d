#include "server/run/lock_limit.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "server/pg/call.hpp"
#include "server/pg/spi.hpp"
#include "server/run/settings.hpp"

namespace flux::run {
namespace {

// 0 is no limit.
int shorter(int left, int right) { return left == 0 || right == 0 ? std::max(left, right) : std::min(left, right); }

int limit() {
    const std::string text = pg::setting("lock_timeout");
    int own = 0;
    std::from_chars(text.data(), text.data() + text.size(), own);
    return shorter(own, lock_timeout());
}

// What others hold a lock on: its name, who holds it, and a name by which a statement may mean it, which is its own, or that of an
// index of it or of what it is a partition of.
constexpr const char* kLocked = R"(
SELECT DISTINCT format('%I.%I', n.nspname, c.relname), l.pid::text, format('%I.%I', mn.nspname, m.relname)
FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation JOIN pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT c.oid UNION ALL SELECT i.indexrelid FROM pg_index AS i WHERE i.indrelid = c.oid
                    UNION ALL SELECT a.relid FROM pg_partition_ancestors(c.oid) AS a) AS o (oid)
JOIN pg_class AS m ON m.oid = o.oid JOIN pg_namespace AS mn ON mn.oid = m.relnamespace
WHERE l.granted AND l.locktype = 'relation' AND l.pid <> pg_backend_pid() AND c.relkind IN ('r', 'p', 'm', 'v', 'f', 'S')
  AND c.oid >= 16384 AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
  AND (l.mode NOT IN ('AccessShareLock', 'RowShareLock') OR $1)
ORDER BY 1, 2)";

bool is_part_of_name(char c) {
    return c == '_' || c == '$' || c == '"' || c == '.' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80) != 0;
}

bool mentions(const std::string& sql, const std::string& name) {
    for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name, at + 1)) {
        const auto end = at + name.size();
        if ((at == 0 || !is_part_of_name(sql[at - 1])) && (end == sql.size() || !is_part_of_name(sql[end]) || sql[end] == '.')) return true;
    }
    return false;
}

std::string who_locks(const Step& step) {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    std::string out, last;
    for (const auto& cells : spi.query(kLocked, {step.lock == Lock::access_exclusive}).cells) {
        const std::string line = *cells[0] + " is locked by process " + *cells[1] + ".";
        if (line == last || !mentions(step.sql, *cells[2])) continue;
        out += (out.empty() ? "" : "\n") + line;
        last = line;
    }
    return out;
}

// leaf
void raise(int number, const char* message, const char* detail, const char* hint) {
    ereport(ERROR, (errcode(ERRCODE_LOCK_NOT_AVAILABLE), errmsg_internal("%s", message),
                    *detail == '\0' ? 0 : errdetail_internal("%s", detail), errhint("%s", hint), errcontext("pg_flux step %d", number)));
}

// As SHOW has it.
std::string shown(int milliseconds) {
    return milliseconds % 1000 == 0 ? std::to_string(milliseconds / 1000) + "s" : std::to_string(milliseconds) + "ms";
}

} // namespace

LockLimit::LockLimit() { settings_.set("lock_timeout", std::to_string(limit())); }

bool is_lock_timeout(const pg::ServerError& error) { return error.sqlstate() == "55P03"; }

void raise_locked(int number, const Step& step, const std::string& message) {
    const std::string detail = who_locks(step);
    const int own = limit(), ours = lock_timeout();
    const std::string hint = std::string(own == ours ? "pg_flux.lock_timeout" : "lock_timeout") + " is " + shown(own) +
                             "; end that transaction, or use pg_flux.apply_online, which tries again.";
    pg::call(raise, number, message.c_str(), detail.c_str(), hint.c_str());
    throw Error(ErrorCode::internal, message);
}

} // namespace flux::run
