#include "server/run/rename_rows.hpp"

#include "core/kinds/kind_ops.hpp"

namespace flux::run {
namespace {

constexpr const char* kSchema = R"(
SELECT 'pg_namespace'::regclass::oid, n.oid, 0, pg_has_role(n.nspowner, 'USAGE') AS owned
FROM pg_namespace n WHERE n.nspname = $3 AND ($1, $2, $4) IS NOT NULL)";

// With the row type.
std::string relation(const char* relkinds) {
    return std::string(R"(
SELECT x.catalog, x.oid, 0, pg_has_role(c.relowner, 'USAGE') AS owned
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (VALUES ('pg_class'::regclass::oid, c.oid), ('pg_type'::regclass::oid, c.reltype)) AS x (catalog, oid)
WHERE n.nspname = $1 AND c.relname = $3 AND x.oid <> 0 AND ($2, $4) IS NOT NULL AND c.relkind IN ()") + relkinds + ")";
}

// With the relation that holds the attributes of a composite type.
constexpr const char* kType = R"(
SELECT x.catalog, x.oid, 0, pg_has_role(t.typowner, 'USAGE') AS owned
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
CROSS JOIN LATERAL (VALUES ('pg_type'::regclass::oid, t.oid), ('pg_class'::regclass::oid, t.typrelid)) AS x (catalog, oid)
WHERE n.nspname = $1 AND t.typname = $3 AND x.oid <> 0 AND ($2, $4) IS NOT NULL
  AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')))";

// Kinds whose catalog has name, schema and owner under one prefix; what has no owner belongs to superusers.
std::string named(const std::string& catalog, const std::string& prefix, bool has_owner = true) {
    return "SELECT '" + catalog + "'::regclass::oid, x.oid, 0, " +
           (has_owner ? "pg_has_role(x." + prefix + "owner, 'USAGE')"
                      : "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)") +
           " AS owned FROM " + catalog + " x JOIN pg_namespace n ON n.oid = x." + prefix +
           "namespace WHERE n.nspname = $1 AND x." + prefix + "name = $3 AND ($2, $4) IS NOT NULL";
}

// Of that access method.
std::string named_using(const std::string& catalog, const std::string& prefix) {
    return named(catalog, prefix) + " AND (SELECT quote_ident(am.amname) FROM pg_am am WHERE am.oid = x." + prefix + "method) = $4";
}

constexpr const char* kRoutine = R"(
SELECT 'pg_proc'::regclass::oid, p.oid, 0, pg_has_role(p.proowner, 'USAGE') AS owned
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = $1 AND p.proname = $3 AND $2 IS NOT NULL
  AND array_to_string(ARRAY(SELECT format_type(a.type, NULL)
                            FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, i) ORDER BY a.i), ', ') = $4)";

// The relation that the object belongs to and all that inherit from it.
constexpr const char* kFamily = R"(
WITH RECURSIVE family (oid, relowner) AS (
    SELECT c.oid, c.relowner FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = $2 AND $4 IS NOT NULL
    UNION
    SELECT c.oid, c.relowner FROM family f JOIN pg_inherits i ON i.inhparent = f.oid JOIN pg_class c ON c.oid = i.inhrelid))";

constexpr const char* kColumn = R"(
SELECT 'pg_attribute'::regclass::oid, f.oid, a.attnum::int, pg_has_role(f.relowner, 'USAGE') AS owned
FROM family f JOIN pg_attribute a ON a.attrelid = f.oid AND a.attname = $3 AND a.attnum > 0 AND NOT a.attisdropped)";

// With the index that enforces it. A check goes down to the children, a key does not.
constexpr const char* kConstraint = R"(
SELECT x.catalog, x.oid, 0, pg_has_role(f.relowner, 'USAGE') AS owned
FROM family f JOIN pg_constraint k ON k.conrelid = f.oid AND k.conname = $3
CROSS JOIN LATERAL (VALUES ('pg_constraint'::regclass::oid, k.oid),
    ('pg_class'::regclass::oid, CASE WHEN k.contype IN ('p', 'u', 'x') THEN k.conindid ELSE 0 END)) AS x (catalog, oid)
WHERE x.oid <> 0 AND (k.contype = 'c' AND k.coninhcount > 0 OR EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = f.oid AND n.nspname = $1 AND c.relname = $2)))";

constexpr const char* kDomainConstraint = R"(
SELECT 'pg_constraint'::regclass::oid, k.oid, 0, pg_has_role(t.typowner, 'USAGE') AS owned
FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE n.nspname = $1 AND t.typname = $2 AND k.conname = $3 AND $4 IS NOT NULL)";

constexpr const char* kTrigger = R"(
SELECT 'pg_trigger'::regclass::oid, t.oid, 0, pg_has_role(f.relowner, 'USAGE') AS owned
FROM family f JOIN pg_trigger t ON t.tgrelid = f.oid AND t.tgname = $3 AND NOT t.tgisinternal)";

constexpr const char* kPolicy = R"(
SELECT 'pg_policy'::regclass::oid, p.oid, 0, pg_has_role(c.relowner, 'USAGE') AS owned
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relname = $2 AND p.polname = $3 AND $4 IS NOT NULL)";

constexpr const char* kRule = R"(
SELECT 'pg_rewrite'::regclass::oid, r.oid, 0, pg_has_role(c.relowner, 'USAGE') AS owned
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relname = $2 AND r.rulename = $3 AND $4 IS NOT NULL)";

constexpr const char* kIndex = R"(
SELECT 'pg_class'::regclass::oid, c.oid, 0, pg_has_role(c.relowner, 'USAGE') AS owned
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_class t ON t.oid = i.indrelid
WHERE n.nspname = $1 AND t.relname = $2 AND c.relname = $3 AND $4 IS NOT NULL)";

constexpr const char* kLabel = R"(
SELECT 'pg_enum'::regclass::oid, e.oid, 0, pg_has_role(t.typowner, 'USAGE') AS owned
FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE n.nspname = $1 AND t.typname = $2 AND e.enumlabel = $3)";

constexpr const char* kAttribute = R"(
SELECT 'pg_attribute'::regclass::oid, a.attrelid, a.attnum::int, pg_has_role(t.typowner, 'USAGE') AS owned
FROM pg_attribute a JOIN pg_type t ON t.typrelid = a.attrelid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE n.nspname = $1 AND t.typname = $2 AND a.attname = $3 AND a.attnum > 0 AND NOT a.attisdropped)";

constexpr const char* kStatistics = R"(
SELECT 'pg_statistic_ext'::regclass::oid, s.oid, 0, pg_has_role(s.stxowner, 'USAGE') AS owned
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE n.nspname = $1 AND s.stxname = $3 AND ($2, $4) IS NOT NULL)";

// What belongs to the database, by its catalog and the columns of name and owner.
std::string in_database(const kinds::Ops& kind, const char* owner_column) {
    const std::string catalog(kind.catalog);
    return "SELECT '" + catalog + "'::regclass::oid, o.oid, 0, pg_has_role(o." + owner_column +
           ", 'USAGE') AS owned FROM " + catalog + " o WHERE o." + std::string(kind.name_column) +
           " = $3 AND ($1, $2, $4) IS NOT NULL";
}

[[noreturn]] void refuse(Kind kind) {
    throw Error(ErrorCode::feature_not_supported,
                "a " + std::string(kinds::ops(kind).name) + " cannot be renamed by a directive");
}

} // namespace

std::string rename_part_rows_query(Kind kind) {
    if (kind == Kind::enum_type) return kLabel;
    if (kind == Kind::composite_type) return kAttribute;
    refuse(kind);
}

std::string rename_rows_query(Kind kind) {
    switch (kind) {
    case Kind::schema: return kSchema;
    case Kind::sequence: return relation("'S'");
    case Kind::table: return relation("'r', 'p'");
    case Kind::view: return relation("'v'");
    case Kind::materialized_view: return relation("'m'");
    case Kind::index: return kIndex;
    case Kind::enum_type:
    case Kind::composite_type:
    case Kind::range_type:
    case Kind::shell_type:
    case Kind::base_type:
    case Kind::domain: return kType;
    case Kind::collation: return named("pg_collation", "coll");
    case Kind::conversion: return named("pg_conversion", "con");
    case Kind::operator_family: return named_using("pg_opfamily", "opf");
    case Kind::operator_class: return named_using("pg_opclass", "opc");
    case Kind::text_search_parser: return named("pg_ts_parser", "prs", false);
    case Kind::text_search_template: return named("pg_ts_template", "tmpl", false);
    case Kind::text_search_dictionary: return named("pg_ts_dict", "dict");
    case Kind::text_search_configuration: return named("pg_ts_config", "cfg");
    case Kind::function:
    case Kind::procedure:
    case Kind::aggregate: return kRoutine;
    case Kind::column: return std::string(kFamily) + kColumn;
    case Kind::constraint:
    case Kind::foreign_key: return std::string(kFamily) + kConstraint;
    case Kind::domain_constraint: return kDomainConstraint;
    case Kind::trigger: return std::string(kFamily) + kTrigger;
    case Kind::policy: return kPolicy;
    case Kind::rule: return kRule;
    case Kind::statistics: return kStatistics;
    case Kind::language: return in_database(kinds::ops(kind), "lanowner");
    case Kind::event_trigger: return in_database(kinds::ops(kind), "evtowner");
    case Kind::foreign_data_wrapper: return in_database(kinds::ops(kind), "fdwowner");
    case Kind::server: return in_database(kinds::ops(kind), "srvowner");
    case Kind::subscription: return in_database(kinds::ops(kind), "subowner");
    case Kind::publication: return in_database(kinds::ops(kind), "pubowner");
    case Kind::foreign_table: return relation("'f'");
    default: refuse(kind);
    }
}

} // namespace flux::run
