#include "core/kinds/sequence.hpp"

#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return R"(
SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, c.relname::text AS name, NULL AS args,
       c.relowner AS owner, c.relacl AS acl,
       format_type(s.seqtypid, NULL) AS type, s.seqstart AS start, s.seqincrement AS increment,
       s.seqmin AS minimum, s.seqmax AS maximum, s.seqcache AS cache, s.seqcycle AS cycle,
       c.relpersistence = 'u' AS unlogged,
       (SELECT format('%I.%I.%I', tn.nspname, t.relname, a.attname)
        FROM pg_depend d
        JOIN pg_class t ON t.oid = d.refobjid
        JOIN pg_namespace tn ON tn.oid = t.relnamespace
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
          AND d.deptype = 'a' AND d.refobjsubid > 0) AS owned_by
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_sequence s ON s.seqrelid = c.oid
WHERE c.relkind = 'S' AND c.relnamespace = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i'))";
}

Attributes read(const Row& row) { return Attributes(read_fields<Sequence>(row)); }

std::string target(const Object& object) { return "SEQUENCE " + object.id.qualified(); }

constexpr Effects kAlter = {.lock = Lock::share_row_exclusive};

// Everything but the name and the owner, in the form that CREATE and ALTER share.
std::string options(const Sequence& s) {
    return " START WITH " + std::to_string(s.start) + " INCREMENT BY " + std::to_string(s.increment) + " MINVALUE " +
           std::to_string(s.minimum) + " MAXVALUE " + std::to_string(s.maximum) + " CACHE " + std::to_string(s.cache) +
           (s.cycle ? " CYCLE" : "");
}

std::string owned_by_clause(const Sequence& s) { return " OWNED BY " + s.owned_by.value_or("NONE"); }

void create(const Creation& creation, Script& script) {
    const auto& s = creation.object.as<Sequence>();
    script.add(std::string("CREATE ") + (s.unlogged ? "UNLOGGED " : "") + target(creation.object) + " AS " + s.type +
               options(s));
    if (s.owned_by)
        script.add("ALTER " + target(creation.object) + owned_by_clause(s),
                   {.lock = Lock::share_row_exclusive, .phase = Phase::late});
}

void alter(const Alteration& alteration, Script& script) {
    const auto& to = alteration.to.as<Sequence>();
    Changes& changes = alteration.changes;
    std::string clauses;
    if (changes.take("type")) clauses += " AS " + to.type;
    if (changes.take("start")) clauses += " START WITH " + std::to_string(to.start);
    if (changes.take("increment")) clauses += " INCREMENT BY " + std::to_string(to.increment);
    if (changes.take("minimum")) clauses += " MINVALUE " + std::to_string(to.minimum);
    if (changes.take("maximum")) clauses += " MAXVALUE " + std::to_string(to.maximum);
    if (changes.take("cache")) clauses += " CACHE " + std::to_string(to.cache);
    if (changes.take("cycle")) clauses += to.cycle ? " CYCLE" : " NO CYCLE";
    if (!clauses.empty()) script.add("ALTER " + target(alteration.to) + clauses, kAlter);
    if (changes.take("owned_by"))
        script.add("ALTER " + target(alteration.to) + owned_by_clause(to),
                   {.lock = Lock::share_row_exclusive, .phase = to.owned_by ? Phase::late : Phase::release});
    if (changes.take("unlogged"))
        script.add("ALTER " + target(alteration.to) + (to.unlogged ? " SET UNLOGGED" : " SET LOGGED"),
                   {.lock = Lock::access_exclusive, .rewrites = true});
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object), {.lock = Lock::access_exclusive, .hazards = {Hazard::data_loss}});
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER " + target(from) + " RENAME TO " + quote_ident(to.name), {.lock = Lock::access_exclusive});
}

// The only automatic dependency of a sequence is the column that owns it.
Facet facet(const Object&, const Object&, char deptype) { return deptype == 'a' ? Facet::late : Facet::whole; }

// Its owner's type is nothing to it.
Reaction react(const Object&, Facet, const Object&, Cause cause) {
    return cause == Cause::converted ? Reaction::none : Reaction::replace;
}

} // namespace

const Ops sequence = {
    .kind = Kind::sequence,
    .name = "sequence",
    .plural = "sequences",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .react = react,
    .facet = facet,
    .acl_type = 's',
    .replace_loses_data = true,
    .goes_with_owner = true,
    .shares_relation_names = true,
};

} // namespace flux::kinds
