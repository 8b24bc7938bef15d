#include "server/run/online_leftovers.hpp"

#include "server/pg/guc.hpp"
#include "server/pg/spi.hpp"

namespace flux::run {
namespace {

// A DETACH CONCURRENTLY that was cut off must be finished before anything else is done with the two.
constexpr const char* kQuery = R"(
SELECT 'table', format('%I.%I', n.nspname, c.relname), format('ALTER TABLE %I.%I DETACH PARTITION %I.%I FINALIZE', pn.nspname, p.relname, n.nspname, c.relname)
FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_class AS p ON p.oid = i.inhparent JOIN pg_namespace AS pn ON pn.oid = p.relnamespace
WHERE i.inhdetachpending AND n.nspname = ANY ($1)
UNION ALL
SELECT 'index', format('%I.%I', n.nspname, c.relname), format('DROP INDEX CONCURRENTLY %I.%I', n.nspname, c.relname)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1) AND c.relkind = 'i' AND starts_with(c.relname::text, $2)
  AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = c.oid)
UNION ALL
SELECT 'constraint', format('%I.%I.%I', n.nspname, c.relname, k.conname), format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname)
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1) AND k.contype = 'c' AND k.coninhcount = 0 AND starts_with(k.conname::text, $2)
ORDER BY 1, 2)";

} // namespace

OnlinePlan leftovers(const std::vector<std::string>& schemas) {
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    OnlinePlan out;
    const Rows rows = spi.query(kQuery, {pg::Param::names(schemas), kOnlinePrefix});
    for (const auto& cells : rows.cells) {
        const bool index = *cells[0] == "index";
        const Lock lock = index ? Lock::share_update_exclusive : Lock::access_exclusive;
        const Op op = *cells[0] == "table" ? Op::alter : Op::drop;
        out.push_back({.step = {.op = op, .kind = *cells[0], .object = *cells[1], .sql = *cells[2], .hazards = {}, .lock = lock, .transactional = !index},
                       .why = "left by a run that was cut off", .group = static_cast<int>(out.size())});
    }
    return out;
}

} // namespace flux::run
