// Why not pg_relation_size(): it waits for a lock on the table. The size of a file is in its directory entry, and an empty
// file holds no rows.
#include "server/run/facts.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>

#include "core/kinds/kind_ops.hpp"
#include "server/pg/call.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/spi.hpp"
#include "server/run/settings.hpp"

extern "C" {
#include "catalog/pg_inherits.h"
#include "storage/lmgr.h"
}

namespace flux::run {
namespace {

using Oid = std::uint32_t;

template <class Number> Number number(const std::optional<std::string>& text) {
    Number value{};
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

// Segments after the first are called path.1, path.2, …
std::int64_t file_bytes(const std::string& path) {
    std::int64_t bytes = 0;
    struct stat status;
    for (int segment = 0; stat((segment == 0 ? path : path + "." + std::to_string(segment)).c_str(), &status) == 0; ++segment)
        bytes += status.st_size;
    return bytes;
}

struct Stored {
    std::int64_t bytes = 0;
    double rows = -1;
};

// Of all tables that are in, or below a table of, the model. What is done to a table is done to those that inherit from it,
// partitions or not, so their rows count as its own.
class Sizes {
public:
    Sizes(pg::Spi& spi, const std::vector<Oid>& tables) {
        const Rows links = spi.query("WITH RECURSIVE below AS (SELECT inhrelid, inhparent FROM pg_inherits WHERE inhparent = ANY ($1) "
                                     "UNION SELECT i.inhrelid, i.inhparent FROM pg_inherits AS i JOIN below AS b ON i.inhparent = b.inhrelid) "
                                     "SELECT inhparent, inhrelid FROM below", {tables});
        std::vector<Oid> all = tables;
        for (const auto& row : links.cells) {
            children_[number<Oid>(row[0])].push_back(number<Oid>(row[1]));
            all.push_back(number<Oid>(row[1]));
        }
        const Rows rows = spi.query("SELECT oid, relkind, reltuples, pg_relation_filepath(oid), pg_relation_filepath(nullif(reltoastrelid, 0)) "
                                    "FROM pg_class WHERE oid = ANY ($1) AND relkind IN ('r', 'm', 'p')", {all});
        for (const auto& row : rows.cells) {
            Stored& stored = stored_[number<Oid>(row[0])];
            if (*row[1] != "p") stored.rows = number<double>(row[2]);
            if (row[3]) stored.bytes = file_bytes(*row[3]);
            // A TOAST table without rows is empty too.
            if (row[4]) stored.bytes += file_bytes(*row[4]);
        }
    }

    std::optional<Stored> of(Oid table) const {
        const auto at = stored_.find(table);
        if (at == stored_.end()) return std::nullopt;
        Stored sum = at->second;
        const auto children = children_.find(table);
        if (children == children_.end()) return sum;
        for (const Oid child : children->second)
            if (const auto part = of(child)) {
                sum.bytes += part->bytes;
                if (part->rows >= 0) sum.rows = (sum.rows < 0 ? 0 : sum.rows) + part->rows;
            }
        return sum;
    }

private:
    std::map<Oid, Stored> stored_;
    std::map<Oid, std::vector<Oid>> children_;
};

bool is_empty(pg::Spi& spi, Oid table) {
    const auto stored = Sizes(spi, {table}).of(table);
    return stored && stored->bytes == 0;
}

// leaf: with all that inherit from it.
void lock_whole(Oid table) {
    LockRelationOid(table, AccessExclusiveLock);
    list_free(find_all_inheritors(table, AccessExclusiveLock, nullptr));
}

void read_holders(pg::Spi& spi, const std::vector<Oid>& tables, Facts& facts) {
    const Rows rows = spi.query(
        "SELECT DISTINCT ON (l.relation) l.relation, 'a transaction of process ' || l.pid || ' holds ' || l.mode "
        "FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid "
        "WHERE l.granted AND l.locktype = 'relation' AND l.relation = ANY ($1) AND l.pid <> pg_backend_pid() "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
        "AND a.xact_start < clock_timestamp() - interval '5 seconds' ORDER BY l.relation, a.xact_start, l.mode",
        {tables});
    for (const auto& row : rows.cells) facts.relations[number<Oid>(row[0])].held_by = *row[1];
}

} // namespace

Facts read_facts(const Plan& steps, const Model& live) {
    Facts facts;
    facts.large_table = large_table();
    facts.mass_drop_threshold = mass_drop_threshold();
    if (steps.empty()) return facts;
    std::vector<Oid> tables;
    for (const Object& object : live.objects())
        if (object.id.kind == Kind::table || object.id.kind == Kind::materialized_view) tables.push_back(object.address.object_id);
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    const Sizes sizes(spi, tables);
    for (const Object& object : live.objects()) {
        const auto stored = object.address.class_id != 0 ? sizes.of(object.address.object_id) : std::nullopt;
        if ((object.id.kind != Kind::table && object.id.kind != Kind::materialized_view) || !stored) continue;
        facts.relations[object.address.object_id] = {.name = object.id.qualified(), .empty = stored->bytes == 0,
                                                     .bytes = stored->bytes, .rows = stored->rows};
    }
    read_holders(spi, tables, facts);
    facts.standbys = number<int>(spi.query("SELECT count(*) FROM pg_stat_replication").cells[0][0]);
    return facts;
}

void hold_empty(const Step& step) {
    if (!step.only_if_empty) return;
    pg::Spi spi;
    // What is not the caller's is not locked for him; the step itself is refused.
    const Rows rows = spi.query("SELECT oid FROM pg_class WHERE oid = to_regclass($1) AND pg_has_role(relowner, 'USAGE')",
                                {*step.only_if_empty});
    if (rows.size() == 0) return;
    const Oid table = number<Oid>(rows.cells[0][0]);
    pg::call(lock_whole, table);
    if (!is_empty(spi, table))
        throw Error(ErrorCode::hazard_not_allowed, "rows have come into " + *step.only_if_empty + " since the plan was made",
                    "It was empty then, so that this would lose nothing: " + step.sql,
                    "Make a new plan, or allow it: allow_hazards => '{DATA_LOSS}'.");
}

} // namespace flux::run
