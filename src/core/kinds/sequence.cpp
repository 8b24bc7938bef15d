#include "core/kinds/sequence.hpp"

#include <limits>

#include "core/kinds/named_object.hpp"
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

struct Range {
    std::int64_t minimum, maximum;
};

Range range_of(const std::string& type) {
    if (type == "smallint") return {-32768, 32767};
    if (type == "integer") return {-2147483647 - 1, 2147483647};
    return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
}

// What CREATE SEQUENCE takes where nothing is said.
Range default_range(const Sequence& s) {
    const Range type = range_of(s.type);
    return s.increment > 0 ? Range{1, type.maximum} : Range{type.minimum, -1};
}

// Everything but type and owner; what the server assumes by itself is left out.
std::string options(const Sequence& s) {
    const Range usual = default_range(s);
    std::string out;
    if (s.increment != 1) out += " INCREMENT BY " + std::to_string(s.increment);
    if (s.minimum != usual.minimum) out += " MINVALUE " + std::to_string(s.minimum);
    if (s.maximum != usual.maximum) out += " MAXVALUE " + std::to_string(s.maximum);
    if (s.start != (s.increment > 0 ? s.minimum : s.maximum)) out += " START WITH " + std::to_string(s.start);
    if (s.cache != 1) out += " CACHE " + std::to_string(s.cache);
    if (s.cycle) out += " CYCLE";
    return out;
}

// The limits that stand after ALTER SEQUENCE … AS: those that were the old type's become the new type's.
Range range_after_as(const Sequence& from, const Sequence& to) {
    const Range before = range_of(from.type), after = range_of(to.type);
    return {from.minimum == before.minimum ? after.minimum : from.minimum,
            from.maximum == before.maximum ? after.maximum : from.maximum};
}

std::string owned_by_clause(const Sequence& s) { return " OWNED BY " + s.owned_by.value_or("NONE"); }

void create(const Creation& creation, Script& script) {
    const auto& s = creation.object.as<Sequence>();
    script.add(std::string("CREATE ") + (s.unlogged ? "UNLOGGED " : "") + target(creation.object) +
               (s.type == "bigint" ? "" : " AS " + s.type) + options(s));
    if (s.owned_by)
        script.add("ALTER " + target(creation.object) + owned_by_clause(s),
                   {.lock = Lock::share_row_exclusive, .phase = Phase::late});
}

std::string changed_options(const Sequence& from, const Sequence& to, Changes& changes) {
    std::string clauses;
    Range range = {from.minimum, from.maximum};
    if (changes.take("type")) {
        clauses += " AS " + to.type;
        range = range_after_as(from, to);
    }
    if (changes.take("increment")) clauses += " INCREMENT BY " + std::to_string(to.increment);
    if (to.minimum != range.minimum) clauses += " MINVALUE " + std::to_string(to.minimum);
    if (to.maximum != range.maximum) clauses += " MAXVALUE " + std::to_string(to.maximum);
    changes.take("minimum");
    changes.take("maximum");
    if (changes.take("start")) clauses += " START WITH " + std::to_string(to.start);
    if (changes.take("cache")) clauses += " CACHE " + std::to_string(to.cache);
    if (changes.take("cycle")) clauses += to.cycle ? " CYCLE" : " NO CYCLE";
    return clauses;
}

void alter_owner_column(const Alteration& alteration, Script& script) {
    const auto& to = alteration.to.as<Sequence>();
    const std::string sql = "ALTER " + target(alteration.to) + " OWNED BY ";
    const auto add = [&](const std::string& owner, Phase phase) {
        script.add(sql + owner, {.lock = Lock::share_row_exclusive, .phase = phase});
    };
    if (alteration.upheaval.link) {
        // The column is made anew, and would take the sequence along.
        add("NONE", Phase::release);
        alteration.changes.take("owned_by");
        if (to.owned_by) add(*to.owned_by, Phase::late);
    } else if (alteration.changes.take("owned_by")) {
        add(to.owned_by.value_or("NONE"), to.owned_by ? Phase::late : Phase::release);
    }
}

// A sequence that has not come as far as its new range begins starts there; ALTER SEQUENCE would refuse.
void enter_range(const Object& object, const Sequence& from, const Sequence& to, Script& script) {
    const bool rises = to.increment > 0;
    const bool narrower = rises ? to.minimum > from.minimum : to.maximum < from.maximum;
    if (!narrower || to.start < from.minimum || to.start > from.maximum) return;
    script.add("SELECT pg_catalog.setval(" + quote_literal(object.id.qualified()) + ", " + std::to_string(to.start) +
                   ", false) FROM " + object.id.qualified() + " WHERE last_value " +
                   (rises ? "< " + std::to_string(to.minimum) : "> " + std::to_string(to.maximum)),
               {.lock = Lock::row_exclusive});
}

void alter(const Alteration& alteration, Script& script) {
    const auto& to = alteration.to.as<Sequence>();
    enter_range(alteration.to, alteration.from.as<Sequence>(), to, script);
    const std::string clauses = changed_options(alteration.from.as<Sequence>(), to, alteration.changes);
    if (!clauses.empty()) script.add("ALTER " + target(alteration.to) + clauses, kAlter);
    alter_owner_column(alteration, script);
    if (alteration.changes.take("unlogged"))
        script.add("ALTER " + target(alteration.to) + (to.unlogged ? " SET UNLOGGED" : " SET LOGGED"),
                   {.lock = Lock::access_exclusive, .rewrites = true});
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object), {.lock = Lock::access_exclusive, .hazards = {Hazard::data_loss}});
}

// The only automatic dependency of a sequence is the column that owns it.
Facet facet(const Object&, const Object&, char deptype) { return deptype == 'a' ? Facet::late : Facet::whole; }

// Its owner's type is nothing to it. Where its owner is made anew, it lets go of it and is owned again.
Reaction react(const Object&, Facet facet, const Object&, Cause cause) {
    if (facet == Facet::late) return cause == Cause::gone ? Reaction::relink : Reaction::none;
    return Reaction::replace;
}

// The column's own sequence is that, whatever it is called.
std::string twin_key(const Object& object) { return object.as<Sequence>().owned_by.value_or(""); }

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
    .rename = rename_exclusively,
    .twin_key = twin_key,
    .react = react,
    .facet = facet,
    .acl_type = 's',
    .catalog = "pg_class",
    .letter_column = "relkind",
    .letters = "S",
    .replace_loses_data = true,
    .goes_with_owner = true,
    .shares_relation_names = true,
};

} // namespace flux::kinds
