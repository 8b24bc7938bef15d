#include "core/kinds/unsupported.hpp"

namespace flux::kinds {

// Base types are those that are not the array of another one; a shell type is a name without a definition.
std::string unsupported_query() {
    return R"(
SELECT i.type AS kind, i.identity AS identity, o.classid, o.objid
FROM (
    SELECT 'pg_operator'::regclass::oid AS classid, oid AS objid FROM pg_operator WHERE oprnamespace = ANY ($1)
    UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass WHERE opcnamespace = ANY ($1)
    UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily WHERE opfnamespace = ANY ($1)
    UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation WHERE collnamespace = ANY ($1)
    UNION ALL SELECT 'pg_conversion'::regclass, oid FROM pg_conversion WHERE connamespace = ANY ($1)
    UNION ALL SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser WHERE prsnamespace = ANY ($1)
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict WHERE dictnamespace = ANY ($1)
    UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template WHERE tmplnamespace = ANY ($1)
    UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config WHERE cfgnamespace = ANY ($1)
    UNION ALL SELECT 'pg_class'::regclass, oid FROM pg_class WHERE relkind = 'f' AND relnamespace = ANY ($1)
    UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_type t
              WHERE t.typnamespace = ANY ($1) AND (t.typtype = 'b' OR t.typtype = 'p')
                AND t.typsubscript <> 'array_subscript_handler'::regproc
) AS o,
LATERAL pg_identify_object(o.classid, o.objid, 0) AS i
WHERE NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = o.classid AND d.objid = o.objid AND d.objsubid = 0 AND d.deptype IN ('e', 'i'))
ORDER BY i.type COLLATE "C", i.identity COLLATE "C")";
}

} // namespace flux::kinds
