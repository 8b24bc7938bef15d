#include "core/kinds/domain_constraint.hpp"

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_constraint'::regclass::oid AS classid, c.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, t.typname::text AS parent, c.conname::text AS name, NULL AS args,
       NULL::oid AS owner, NULL::aclitem[] AS acl,
       pg_get_expr(c.conbin, 0) AS expression, c.convalidated AS valid
FROM pg_constraint c
JOIN pg_type t ON t.oid = c.contypid
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE c.contype = 'c' AND t.typnamespace = ANY ($1))";
}

Attributes read(const Row& row) {
    return Attributes(read_fields<DomainConstraint>(row));
}

std::string target(const Object& object) {
    return "CONSTRAINT " + quote_ident(object.id.name) + " ON DOMAIN " + object.id.qualified_parent();
}

std::string head(const Object& object) {
    return "ALTER DOMAIN " + object.id.qualified_parent();
}

// PostgreSQL holds this lock on every table that has a column of the domain while it reads the column.
constexpr Effects kScan = {.lock = Lock::share, .scans = true};

void create(const Creation& creation, Script& script) {
    const bool valid = creation.object.as<DomainConstraint>().valid;
    script.add(head(creation.object) + " ADD " + constraint_clause(creation.object),
               valid ? kScan : Effects{});
}

void alter(const Alteration& alteration, Script& script) {
    if (alteration.to.as<DomainConstraint>().valid && !alteration.changes.has("expression") &&
        alteration.changes.take("valid"))
        script.add_as(Op::validate,
                      head(alteration.to) + " VALIDATE CONSTRAINT " + quote_ident(alteration.to.id.name),
                      kScan);
}

void drop(const Object& object, Script& script) {
    script.add(head(object) + " DROP CONSTRAINT " + quote_ident(object.id.name));
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add(head(from) + " RENAME CONSTRAINT " + quote_ident(from.id.name) + " TO " +
               quote_ident(to.name));
}

std::string twin_key(const Object& object) {
    return object.as<DomainConstraint>().expression.settled();
}

} // namespace

std::string constraint_clause(const Object& constraint) {
    const auto& c = constraint.as<DomainConstraint>();
    return "CONSTRAINT " + quote_ident(constraint.id.name) + " CHECK (" + c.expression.sql() + ")" +
           (c.valid ? "" : " NOT VALID");
}

const Ops domain_constraint = {
    .kind = Kind::domain_constraint,
    .name = "domain constraint",
    .plural = "domain_constraints",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .twin_key = twin_key,
    .catalog = "pg_type",
    .letter_column = "typtype",
    .letters = "d",
    .part_of_parent = true,
};

} // namespace flux::kinds
