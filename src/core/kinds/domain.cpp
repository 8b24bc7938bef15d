#include "core/kinds/domain.hpp"

#include "core/kinds/column_type.hpp"
#include "core/kinds/domain_constraint.hpp"
#include "core/kinds/named_object.hpp"
#include "core/kinds/type_aside.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// From 17 on a NOT NULL of a domain is a row of pg_constraint, and has a name.
std::string query(int version) {
    return R"(
SELECT 'pg_type'::regclass::oid AS classid, t.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, t.typname::text AS name, NULL AS args,
       t.typowner AS owner, t.typacl AS acl,
       format_type(t.typbasetype, t.typtypmod) AS type,
       (SELECT format('%I.%I', ln.nspname, l.collname)
        FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace
        WHERE l.oid = t.typcollation AND l.oid <> b.typcollation) AS collation,
       coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), quote_literal(t.typdefault)) AS default,
       t.typnotnull AS not_null, )" +
           since(version, 17, R"(
       (SELECT c.conname::text FROM pg_constraint c
        WHERE c.contypid = t.oid AND c.contype = 'n' AND c.conname <> t.typname || '_not_null'))",
                 "NULL") +
           R"( AS not_null_name
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type b ON b.oid = t.typbasetype
WHERE t.typtype = 'd' AND t.typnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Domain>(row));
}

std::string target(const Object& object) {
    return "DOMAIN " + object.id.qualified();
}

// PostgreSQL holds this lock on every table that has a column of the domain while it reads the column.
constexpr Effects kScan = {.lock = Lock::share, .scans = true};

std::string not_null_clause(const Domain& domain) {
    return (domain.not_null_name ? "CONSTRAINT " + quote_ident(*domain.not_null_name) + " " : "") +
           "NOT NULL";
}

void set_default(const Object& object, Script& script) {
    const auto& value = object.as<Domain>().default_value;
    if (value) script.add("ALTER " + target(object) + " SET DEFAULT " + value->sql());
}

void drop_default(const Object& object, Script& script) { script.add("ALTER " + target(object) + " DROP DEFAULT"); }

void create(const Creation& creation, Script& script) {
    const Object& object = creation.object;
    const auto& domain = object.as<Domain>();
    std::string sql = "CREATE " + target(object) + " AS " + domain.type;
    if (domain.collation) sql += "\n    COLLATE " + *domain.collation;
    if (domain.default_value && !creation.omits_default(object))
        sql += "\n    DEFAULT " + domain.default_value->sql();
    if (domain.not_null) sql += "\n    " + not_null_clause(domain);
    for (const Object* part : creation.parts)
        if (part->as<DomainConstraint>().valid) sql += "\n    " + constraint_clause(*part);
    script.add(sql);
    // CREATE DOMAIN knows no NOT VALID.
    for (const Object* part : creation.parts)
        if (!part->as<DomainConstraint>().valid)
            script.add("ALTER " + target(object) + " ADD " + constraint_clause(*part));
}

void alter_not_null(const Alteration& alteration, Script& script) {
    const auto& from = alteration.from.as<Domain>();
    const auto& to = alteration.to.as<Domain>();
    const std::string head = "ALTER " + target(alteration.to);
    const bool switched = alteration.changes.take("not_null");
    const bool is_renamed = alteration.changes.take("not_null_name");
    if (switched && to.not_null)
        script.add(head + (to.not_null_name ? " ADD " + not_null_clause(to) : " SET NOT NULL"), kScan);
    else if (switched)
        script.add(head + " DROP NOT NULL");
    else if (is_renamed) {
        const std::string automatic = alteration.to.id.name + "_not_null";
        script.add(head + " RENAME CONSTRAINT " + quote_ident(from.not_null_name.value_or(automatic)) +
                   " TO " + quote_ident(to.not_null_name.value_or(automatic)));
    }
}

void alter(const Alteration& alteration, Script& script) {
    const auto& from = alteration.from.as<Domain>();
    const auto& to = alteration.to.as<Domain>();
    const bool gives_way = alteration.upheaval.default_value;
    if (gives_way && from.default_value)
        script.add("ALTER " + target(alteration.to) + " DROP DEFAULT", {.phase = Phase::release});
    if (alteration.changes.take("default") || gives_way) {
        set_default(alteration.to, script);
        if (!to.default_value && !gives_way) script.add("ALTER " + target(alteration.to) + " DROP DEFAULT");
    }
    alter_not_null(alteration, script);
}

void set_aside(const Object& from, const Object& to, Script& script) {
    set_type_aside(from.id, "DOMAIN", script, losses_of(from.as<Domain>().type, to.as<Domain>().type));
}

// A domain depends on types by its base, on all else by its default.
Facet facet(const Object&, const Object& on, char) {
    switch (on.id.kind) {
    case Kind::function:
    case Kind::aggregate:
    case Kind::sequence:
        return Facet::default_value;
    default:
        return Facet::whole;
    }
}

Reaction react(const Object&, Facet facet, const Object&, Cause cause) {
    if (cause == Cause::converted) return Reaction::none;
    return facet == Facet::default_value ? Reaction::reset_default : Reaction::replace;
}

} // namespace

const Ops domain = {
    .kind = Kind::domain,
    .name = "domain",
    .plural = "domains",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .react = react,
    .facet = facet,
    .set_aside = set_aside,
    .set_default = set_default,
    .drop_default = drop_default,
    .acl_type = 'T',
    .catalog = "pg_type",
    .letter_column = "typtype",
    .letters = "d",
    .shares_type_names = true,
};

} // namespace flux::kinds
