#include "core/kinds/operator_family.hpp"

#include <algorithm>

#include "core/kinds/named_object.hpp"
#include "core/text/list.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return named_columns("pg_opfamily", "opf", true, "quote_ident(am.amname)") + member_columns("pg_opfamily") +
           named_source("pg_opfamily", "opf", "JOIN pg_am am ON am.oid = x.opfmethod");
}

Attributes read(const Row& row) {
    return Attributes(read_fields<OperatorFamily>(row));
}

std::string target(const Object& object) {
    return "OPERATOR FAMILY " + name_using(object.id);
}

using Clauses = std::vector<std::string>;

// Why late: what a member is made of is there by then, and what a member that goes is made of is dropped after.
void add_members(const Object& object, const Clauses& clauses, Script& script) {
    if (!clauses.empty())
        script.add("ALTER " + target(object) + " ADD\n    " + join(clauses, ",\n    "), {.phase = Phase::late});
}

void drop_members(const Object& object, const Clauses& clauses, Phase phase, Script& script) {
    if (!clauses.empty())
        script.add("ALTER " + target(object) + " DROP\n    " + join(clauses, ",\n    "), {.phase = phase});
}

// The clauses for the members that one has and the other lacks.
template <class Member>
void add_beyond(const std::vector<Member>& one, const std::vector<Member>& other, bool added, Clauses& out) {
    for (const Member& member : one)
        if (std::find(other.begin(), other.end(), member) == other.end())
            out.push_back(added ? add_clause(member) : drop_clause(member));
}

Clauses beyond(const OperatorFamily& one, const OperatorFamily& other, bool added) {
    Clauses out;
    add_beyond(one.operators, other.operators, added, out);
    add_beyond(one.functions, other.functions, added, out);
    return out;
}

void create(const Creation& creation, Script& script) {
    script.add("CREATE " + target(creation.object));
    add_members(creation.object, beyond(creation.object.as<OperatorFamily>(), {}, true), script);
}

void alter(const Alteration& alteration, Script& script) {
    const auto &from = alteration.from.as<OperatorFamily>(), &to = alteration.to.as<OperatorFamily>();
    alteration.changes.take("operators");
    alteration.changes.take("functions");
    if (alteration.upheaval.link) {
        drop_members(alteration.to, beyond(from, {}, false), Phase::release, script);
        return add_members(alteration.to, beyond(to, {}, true), script);
    }
    drop_members(alteration.to, beyond(from, to, false), Phase::late, script);
    add_members(alteration.to, beyond(to, from, true), script);
}

Facet facet(const Object&, const Object& on, char) {
    const bool in_member = on.id.kind == Kind::operator_ || on.id.kind == Kind::function || on.id.kind == Kind::operator_family;
    return in_member ? Facet::link : Facet::whole;
}

Reaction react(const Object&, Facet facet, const Object&, Cause cause) {
    if (cause == Cause::converted) return Reaction::none;
    return facet == Facet::link ? Reaction::relink : Reaction::replace;
}

} // namespace

const Ops operator_family = {
    .kind = Kind::operator_family,
    .name = "operator family",
    .plural = "operator_families",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .react = react,
    .facet = facet,
    .catalog = "pg_opfamily",
};

} // namespace flux::kinds
