#include "server/run/rehearsal/measure.hpp"

#include <algorithm>
#include <charconv>

#include "core/text/quote.hpp"
#include "server/pg/call.hpp"
#include "server/pg/compat_ddl.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/spi.hpp"

extern "C" {
#include "access/transam.h"
#include "storage/lock.h"
}

namespace flux::rehearsal {
namespace {

template <class Number> Number number(const std::optional<std::string>& text) {
    Number value{};
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

// leaf
LockData* all_locks() { return GetLockStatusData(); }

// The server's modes count from 1 in the order of Lock, whose none is 0.
Lock strongest(int mask) {
    for (int mode = AccessExclusiveLock; mode >= AccessShareLock; --mode)
        if (mask & LOCKBIT_ON(mode)) return static_cast<Lock>(mode);
    return Lock::none;
}

static_assert(static_cast<int>(Lock::access_share) == AccessShareLock);
static_assert(static_cast<int>(Lock::access_exclusive) == AccessExclusiveLock);

bool holds_rows(char kind) { return kind == 'r' || kind == 'm'; }
bool is_table(char kind) { return holds_rows(kind) || kind == 'p' || kind == 'f'; }

} // namespace

Measure::Measure(const std::vector<std::string>& schemas) : schemas_(schemas), before_(relations(schemas)), held_(locks()) {}

Measure::Relations Measure::relations(const std::vector<std::string>& schemas) {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    const Rows rows = spi.query("SELECT c.oid, n.nspname, c.relname, c.relkind, c.relfilenode, "
                                "CASE WHEN c.relkind IN ('r', 'm') THEN pg_stat_get_xact_numscans(c.oid) END "
                                "FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                                "WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'm', 'p', 'f', 'v', 'S', 'i', 'I')",
                                {pg::Param::names(schemas)});
    Relations out;
    for (const auto& row : rows.cells)
        out[number<std::uint32_t>(row[0])] = {.name = quote_ident(*row[1]) + "." + quote_ident(*row[2]), .kind = row[3]->front(),
                                              .file = number<std::uint32_t>(row[4]), .scans = number<std::int64_t>(row[5])};
    const Rows columns = spi.query("SELECT a.attrelid, a.attnum, a.attname FROM pg_attribute AS a "
                                   "JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                                   "WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'm', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped",
                                   {pg::Param::names(schemas)});
    for (const auto& row : columns.cells) out[number<std::uint32_t>(row[0])].columns[number<int>(row[1])] = *row[2];
    return out;
}

Measure::Masks Measure::locks() {
    const pg::MemoryScope memory;
    const LockData* const locks = pg::call(all_locks);
    Masks out;
    for (int i = 0; i < locks->nelements; ++i) {
        const LockInstanceData& lock = locks->locks[i];
        if (lock.pid == MyProcPid && lock.locktag.locktag_type == LOCKTAG_RELATION && lock.locktag.locktag_field2 >= FirstNormalObjectId)
            out[lock.locktag.locktag_field2] |= static_cast<int>(lock.holdMask);
    }
    return out;
}

Measured Measure::taken() const {
    Measured out;
    for (const auto& [oid, mask] : locks()) {
        const auto held = held_.find(oid);
        const Lock lock = strongest(held == held_.end() ? mask : mask & ~held->second);
        const auto relation = before_.find(oid);
        if (relation != before_.end() && lock != Lock::none) out.locks[relation->second.name] = lock;
    }
    const Relations after = relations(schemas_);
    for (const auto& [oid, was] : before_) {
        const auto is = after.find(oid);
        if (is == after.end()) {
            if (is_table(was.kind)) out.lost[was.name] = "all of it";
            continue;
        }
        if (holds_rows(was.kind) && is->second.file != was.file) out.rewritten.push_back(was.name);
        if (is->second.scans > was.scans) out.scanned.push_back(was.name);
        for (const auto& [column, name] : was.columns)
            if (!is->second.columns.contains(column)) {
                std::string& lost = out.lost[was.name];
                lost += (lost.empty() ? "column " : ", ") + name;
            }
    }
    std::sort(out.rewritten.begin(), out.rewritten.end());
    std::sort(out.scanned.begin(), out.scanned.end());
    return out;
}

void give(Step& step, Measured measured) {
    step.lock = Lock::none;
    for (const auto& [relation, lock] : measured.locks) step.lock = std::max(step.lock, lock);
    step.rewrites = !measured.rewritten.empty();
    step.scans = !measured.scanned.empty();
    step.measured = std::move(measured);
}

} // namespace flux::rehearsal
