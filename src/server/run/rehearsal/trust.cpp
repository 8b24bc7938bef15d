#include "server/run/rehearsal/trust.hpp"

#include "server/pg/guc.hpp"
#include "server/pg/spi.hpp"

namespace flux::rehearsal {
namespace {

// Triggers and policies run when rows do, of which there are none. Default and generation expressions depend for their columns.
constexpr const char* kQuery = R"(
WITH object AS (SELECT classid::oid, objid::oid FROM unnest($1, $2) AS o (classid, objid)
                WHERE classid NOT IN ('pg_trigger'::regclass::oid, 'pg_policy'::regclass::oid)),
     used AS (SELECT d.refclassid, d.refobjid FROM pg_depend AS d JOIN object USING (classid, objid)
              UNION
              SELECT d.refclassid, d.refobjid FROM pg_attrdef AS a
              JOIN object AS o ON o.classid = 'pg_class'::regclass AND o.objid = a.adrelid
              JOIN pg_depend AS d ON d.classid = 'pg_attrdef'::regclass AND d.objid = a.oid),
     code AS (SELECT 'pg_proc'::regclass::oid AS classid, oid, proowner AS owner FROM pg_proc
              UNION ALL SELECT 'pg_operator'::regclass::oid, oid, oprowner FROM pg_operator)
SELECT i.type || ' ' || i.identity FROM used AS u
JOIN code AS c ON c.classid = u.refclassid AND c.oid = u.refobjid
JOIN pg_roles AS r ON r.oid = c.owner
CROSS JOIN LATERAL pg_identify_object(c.classid, c.oid, 0) AS i
WHERE c.oid >= 16384 AND NOT r.rolsuper AND r.rolname <> current_user
  AND NOT EXISTS (SELECT FROM pg_depend AS e WHERE e.classid = c.classid AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 1 LIMIT 1)";

} // namespace

std::optional<std::string> code_of_others(const Model& live, const Positions& objects) {
    std::vector<std::int64_t> classes, oids;
    for (const std::size_t i : objects) {
        classes.push_back(live.objects()[i].address.class_id);
        oids.push_back(live.objects()[i].address.object_id);
    }
    pg::GucScope settings;
    settings.lock_search_path();
    pg::Spi spi;
    const Rows rows = spi.query(kQuery, {classes, oids});
    return rows.size() == 0 ? std::nullopt : rows.cells[0][0];
}

} // namespace flux::rehearsal
