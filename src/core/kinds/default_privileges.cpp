#include "core/kinds/default_privileges.hpp"

#include <algorithm>

#include "core/model/acl.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

// Both lists come as the server prints them: what holds now, and what would hold without this entry.
std::string query(int) {
    return R"(
SELECT 'pg_default_acl'::regclass::oid AS classid, e.oid AS objid, 0 AS objsubid,
       NULL AS schema, NULL AS parent,
       format('for role %I', e.rolname) || COALESCE(' in schema ' || quote_ident(e.nspname), '') || ' on ' || lower(e.objects) AS name,
       NULL AS args, NULL::oid AS owner, NULL::aclitem[] AS acl,
       e.rolname::text AS role, e.nspname::text AS in_schema, e.objects, e.actual, e.initial
FROM (SELECT d.oid, r.rolname, n.nspname, d.defaclacl AS actual,
             CASE WHEN d.defaclnamespace = 0
                  THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) END AS initial,
             CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                                  WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS objects
      FROM pg_default_acl d
      JOIN pg_roles r ON r.oid = d.defaclrole
      LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
      WHERE d.defaclnamespace = 0 OR d.defaclnamespace = ANY ($1)) e)";
}

Grant grant_of(const DefaultGrant& g) { return {g.grantee, g.privilege, g.grantable}; }

std::vector<DefaultGrant> beyond(const Privileges& one, const Privileges& other) {
    std::vector<DefaultGrant> out;
    for (const Grant& grant : one)
        if (!std::binary_search(other.begin(), other.end(), grant))
            out.push_back({grant.grantee, grant.privilege, grant.grantable});
    return out;
}

Attributes read(const Row& row) {
    DefaultPrivileges out{.role = row.at("role").value_or(""), .in_schema = row.at("in_schema"),
                          .objects = row.at("objects").value_or("")};
    const Privileges actual = parse_acl(row.at("actual").value_or("{}"), out.role);
    const Privileges initial = parse_acl(row.at("initial").value_or("{}"), out.role);
    out.granted = beyond(actual, initial);
    out.revoked = beyond(initial, actual);
    return Attributes(std::move(out));
}

std::string target(const Object& object) {
    const auto& d = object.as<DefaultPrivileges>();
    return "DEFAULT PRIVILEGES FOR ROLE " + quote_ident(d.role) +
           (d.in_schema ? " IN SCHEMA " + quote_ident(*d.in_schema) : "");
}

Privileges both(const std::vector<DefaultGrant>& one, const std::vector<DefaultGrant>& other) {
    Privileges out;
    for (const DefaultGrant& grant : one) out.push_back(grant_of(grant));
    for (const DefaultGrant& grant : other) out.push_back(grant_of(grant));
    return merged(std::move(out));
}

// What one has beyond the other: its own grants, and what the other takes away.
void change(const Object& named, const DefaultPrivileges& from, const DefaultPrivileges& to, Script& script) {
    const auto statements = privilege_statements(both(from.granted, to.revoked), both(to.granted, from.revoked), to.objects,
                                                 quote_ident(to.role));
    // Why cleanup: what this plan makes gets its privileges by statements of its own, seen from the defaults as they were.
    for (const std::string& statement : statements)
        script.add("ALTER " + target(named) + " " + statement, {.phase = Phase::cleanup});
}

DefaultPrivileges nothing_for(const DefaultPrivileges& d) { return {d.role, d.in_schema, d.objects}; }

void create(const Creation& creation, Script& script) {
    const auto& to = creation.object.as<DefaultPrivileges>();
    change(creation.object, nothing_for(to), to, script);
}

void alter(const Alteration& alteration, Script& script) {
    const bool granted = alteration.changes.take("granted");
    const bool revoked = alteration.changes.take("revoked");
    if (granted || revoked)
        change(alteration.to, alteration.from.as<DefaultPrivileges>(), alteration.to.as<DefaultPrivileges>(), script);
}

void drop(const Object& object, Script& script) {
    const auto& from = object.as<DefaultPrivileges>();
    change(object, from, nothing_for(from), script);
}

// The schema takes its entries along when it is dropped.
Facet facet(const Object&, const Object&, char) { return Facet::late; }

} // namespace

Privileges with_defaults(const Privileges& acl, const DefaultPrivileges& defaults) {
    Privileges out;
    for (const Grant& grant : acl) {
        const auto taken = [&](const DefaultGrant& revoked) { return grant_of(revoked) == grant; };
        if (std::none_of(defaults.revoked.begin(), defaults.revoked.end(), taken)) out.push_back(grant);
    }
    for (const DefaultGrant& grant : defaults.granted) out.push_back(grant_of(grant));
    return merged(std::move(out));
}

const Ops default_privileges = {
    .kind = Kind::default_privileges,
    .name = "default privileges",
    .plural = "default_privileges",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .facet = facet,
    .in_database = true,
    .goes_with_owner = true,
};

} // namespace flux::kinds
