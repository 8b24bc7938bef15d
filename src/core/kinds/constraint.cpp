#include "core/kinds/constraint.hpp"

#include "core/kinds/relation_options.hpp"
#include "core/kinds/table.hpp"
#include "core/text/qualified.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int version) {
    return constraint_head() + R"(
       CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclude' ELSE 'check' END AS type,
       CASE WHEN k.contype = 'x' THEN e.predicate END AS predicate,
       )" + constraint_state_columns(version) +
           R"(,
       k.conislocal OR k.contype <> 'c' AS local,
       id.description AS index_comment,)" +
           index_settings_columns() + R"(,
       pg_get_constraintdef(k.oid) AS whole,
       CASE WHEN k.contype = 'x' THEN )" +
           printed_index_options() + R"( || coalesce(' WHERE (' || e.predicate || ')', '') ELSE '' END
           || )" +
           printed_constraint_state(version) + R"( AS tail
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_class ic ON ic.oid = i.indexrelid
LEFT JOIN pg_description id ON id.classoid = 'pg_class'::regclass AND id.objoid = ic.oid AND id.objsubid = 0
CROSS JOIN LATERAL (SELECT pg_get_expr(i.indpred, i.indrelid) AS predicate OFFSET 0) AS e
WHERE c.relkind IN ('r', 'p', 'f') AND k.contype IN ('p', 'u', 'x', 'c') AND c.relnamespace = ANY ($1)
OFFSET 0) AS x)";
}

Attributes read(const Row& row) {
    auto constraint = read_fields<Constraint>(row);
    if (constraint.definition.empty())
        throw Error(ErrorCode::internal,
                    "the definition of constraint " + row.at("name").value_or("") + " was not understood");
    return Attributes(std::move(constraint));
}

// An index that has to be built, or rows that have to be read.
Effects effects_of(const Constraint& k, bool partitioned) {
    const bool check = k.type == "check";
    return {.lock = Lock::access_exclusive, .scans = check ? k.validated && k.enforced : !partitioned};
}

void set_index_comment(const Object& object, Script& script) {
    const auto& comment = object.as<Constraint>().index_comment;
    script.add("COMMENT ON INDEX " + quote_qualified(object.id.schema, object.id.name) + " IS " +
                   (comment ? quote_literal(*comment) : "NULL"),
               {.lock = Lock::share_update_exclusive});
}

void add_settings(const Creation& creation, const Object& object, Script& script) {
    const auto& k = object.as<Constraint>();
    add_index_settings(creation, object, k, script);
    if (k.index_comment) set_index_comment(object, script);
}

void create(const Creation& creation, Script& script) {
    const Object& object = creation.object;
    const auto& k = object.as<Constraint>();
    // The partitions' keys are made by themselves and attached; a check goes down to all children at once.
    const bool only = k.type != "check" && is_partitioned(object, creation.model);
    script.add(std::string("ALTER TABLE ") + (only ? "ONLY " : "") + object.id.qualified_parent() + " ADD " +
                   constraint_definition(object),
               effects_of(k, only));
    add_settings(creation, object, script);
}

void alter(const Alteration& a, Script& script) {
    const auto &from = a.from.as<Constraint>(), &to = a.to.as<Constraint>();
    if (!from.validated && to.validated && from.enforced && to.enforced && a.changes.take("validated"))
        script.add_as(Op::validate,
                      "ALTER TABLE " + a.to.id.qualified_parent() + " VALIDATE CONSTRAINT " +
                          quote_ident(a.to.id.name),
                      {.lock = Lock::share_update_exclusive, .scans = true});
    if (from.type == to.type) alter_index_settings(a, from, to, script);
    if (from.type == to.type && to.type != "check" && a.changes.take("index_comment")) set_index_comment(a.to, script);
}

void drop(const Object& object, Script& script) {
    script.add("ALTER TABLE " + object.id.qualified_parent() + " DROP CONSTRAINT " +
                   quote_ident(object.id.name),
               {.lock = Lock::access_exclusive});
}

// PostgreSQL builds a column's constraints again when its type changes.
Reaction react(const Object&, Facet, const Object&, Cause cause) {
    return cause == Cause::converted ? Reaction::none : Reaction::replace;
}

Facet facet(const Object&, const Object& on, char) {
    return on.id.kind == Kind::index || on.id.kind == Kind::constraint ? Facet::late : Facet::whole;
}

// Why: CREATE TABLE makes one index of two keys over the same columns and forgets the name of one; ADD CONSTRAINT
// makes both.
bool repeats_a_key(const Object& object, const Creation& table) {
    const auto& k = object.as<Constraint>();
    if (k.type == "check") return false;
    for (const Object* part : table.parts) {
        if (part == &object) return false;
        if (part->id.kind != Kind::constraint) continue;
        const auto& other = part->as<Constraint>();
        if (other.type != "check" && other.columns == k.columns) return true;
    }
    return false;
}

// What is attached cannot be dropped by itself; table_rows sees to it.
bool steps_aside(const Object& object) {
    const auto& k = object.as<Constraint>();
    return k.type == "check" || k.attached_to;
}

const Object* carried_by(const Object& object, const Model& model) {
    if (object.as<Constraint>().local) return nullptr;
    const Object* table = table_of(object, model);
    if (!table) return nullptr;
    for (const Object* parent : parents_of(*table, model))
        if (const Object* found =
                model.find({Kind::constraint, parent->id.schema, parent->id.name, object.id.name, ""}))
            return found;
    return nullptr;
}

// One that comes from a parent is renamed with the parent's.
std::string twin_key(const Object& object) {
    const auto& k = object.as<Constraint>();
    if (!k.local) return {};
    return k.definition.settled() + " WHERE " + k.predicate.value_or(Printed()).settled() +
           constraint_state(k.deferrable, k.initially_deferred, true, k.enforced);
}

} // namespace

std::string constraint_head() {
    return R"(
SELECT 'pg_constraint'::regclass::oid AS classid, x.*,
       CASE WHEN right(x.whole, length(x.tail)) = x.tail THEN left(x.whole, length(x.whole) - length(x.tail)) END
           AS definition
FROM (
SELECT k.oid AS objid, 0 AS objsubid, n.nspname::text AS schema, c.relname::text AS parent, k.conname::text AS name,
       NULL AS args, NULL::oid AS owner, NULL::aclitem[] AS acl,
       ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY AS u(attnum, n)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum ORDER BY u.n) AS columns,)";
}

std::string constraint_state_columns(int version) {
    return "k.condeferrable AS deferrable, k.condeferred AS initially_deferred, k.convalidated AS "
           "validated, " +
           since(version, 18, "k.conenforced", "true") + " AS enforced";
}

std::string printed_constraint_state(int version) {
    const std::string not_valid = "CASE WHEN k.convalidated THEN '' ELSE ' NOT VALID' END";
    return "CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END || "
           "CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END || " +
           since(version, 18, "CASE WHEN NOT k.conenforced THEN ' NOT ENFORCED' ELSE " + not_valid + " END",
                 not_valid);
}

std::string constraint_state(bool deferrable, bool initially_deferred, bool validated, bool enforced) {
    return std::string(deferrable ? " DEFERRABLE" : "") + (initially_deferred ? " INITIALLY DEFERRED" : "") +
           (!enforced   ? " NOT ENFORCED"
            : validated ? ""
                        : " NOT VALID");
}

void rename_constraint(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER TABLE " + quote_qualified(to.schema, to.parent) + " RENAME CONSTRAINT " +
                   quote_ident(from.id.name) + " TO " + quote_ident(to.name),
               {.lock = Lock::access_exclusive});
}

std::string constraint_target(const Object& object) {
    return "CONSTRAINT " + quote_ident(object.id.name) + " ON " + object.id.qualified_parent();
}

std::string constraint_definition(const Object& object) {
    const auto& k = object.as<Constraint>();
    return "CONSTRAINT " + quote_ident(object.id.name) + " " + k.definition.sql() + with_options(k.options) +
           (k.tablespace ? " USING INDEX TABLESPACE " + quote_ident(*k.tablespace) : "") +
           (k.predicate ? " WHERE (" + k.predicate->sql() + ")" : "") +
           constraint_state(k.deferrable, k.initially_deferred, k.validated, k.enforced);
}

bool fits_in_create_table(const Object& object, const Creation& table) {
    const auto& k = object.as<Constraint>();
    return (k.validated || !k.enforced) && !repeats_a_key(object, table);
}

bool made_by_itself(const Object& object, const Model& model) {
    if (object.id.kind != Kind::constraint) return false;
    const auto& k = object.as<Constraint>();
    if (k.type == "check") return k.local && !k.validated && k.enforced;
    const Object* table = k.attached_to ? table_of(object, model) : nullptr;
    if (!table || !links_of(*table).partition_of) return false;
    const auto [schema, name] = parse_qualified(*k.attached_to);
    return model.find({Kind::index, schema, parse_qualified(*links_of(*table).partition_of).second, name, ""}) != nullptr;
}

void add_constraint_rest(const Object& object, const Creation& table, Script& script) {
    const Creation creation = {
        .object = object, .parts = {}, .model = table.model, .live = table.live, .without_default = {}};
    if (fits_in_create_table(object, table))
        add_settings(creation, object, script);
    else
        create(creation, script);
}

const Ops constraint = {
    .kind = Kind::constraint,
    .name = "constraint",
    .plural = "constraints",
    .query = query,
    .read = read,
    .target = constraint_target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename_constraint,
    .twin_key = twin_key,
    .react = react,
    .carried_by = carried_by,
    .facet = facet,
    .steps_aside = steps_aside,
    .catalog = "pg_constraint",
    .letter_column = "contype",
    .letters = "puxc",
    .part_of_parent = true,
    .goes_with_owner = true,
    .shares_relation_names = true,
};

} // namespace flux::kinds
