#include "core/kinds/unsupported.hpp"

namespace flux::kinds {

std::string unsupported_query() {
    return R"(
SELECT i.type AS kind, i.identity AS identity, o.classid, o.objid
FROM (
    SELECT 'pg_class'::regclass::oid AS classid, oid AS objid FROM pg_class
    WHERE relkind NOT IN ('r', 'p', 'v', 'm', 'f', 'i', 'I', 'S', 't', 'c') AND relnamespace = ANY ($1)
) AS o,
LATERAL pg_identify_object(o.classid, o.objid, 0) AS i
WHERE NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = o.classid AND d.objid = o.objid AND d.objsubid = 0 AND d.deptype IN ('e', 'i'))
UNION ALL
SELECT 'security label', format('of %s on %s %s', l.provider, i.type, i.identity), l.classoid, l.objoid
FROM pg_seclabel l, LATERAL pg_identify_object(l.classoid, l.objoid, l.objsubid) AS i
WHERE (i.schema IN (SELECT quote_ident(n.nspname) FROM pg_namespace n WHERE n.oid = ANY ($1)) OR
       (l.classoid = 'pg_namespace'::regclass AND l.objoid = ANY ($1)))
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = l.classoid AND d.objid = l.objoid AND d.deptype = 'e'))";
}

} // namespace flux::kinds
