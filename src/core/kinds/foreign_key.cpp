#include "core/kinds/foreign_key.hpp"

#include "core/kinds/constraint.hpp"
#include "core/kinds/table.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int version) {
    return constraint_head() + R"(
       format('%I.%I', fn.nspname, f.relname) AS referenced_table,
       ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY AS u(attnum, n)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum ORDER BY u.n) AS referenced_columns,
       )" + constraint_state_columns(version) +
           R"(,
       pg_get_constraintdef(k.oid) AS whole, )" +
           printed_constraint_state(version) + R"( AS tail
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class f ON f.oid = k.confrelid
JOIN pg_namespace fn ON fn.oid = f.relnamespace
WHERE c.relkind IN ('r', 'p') AND k.contype = 'f' AND k.conparentid = 0 AND c.relnamespace = ANY ($1)
OFFSET 0) AS x)";
}

Attributes read(const Row& row) {
    auto key = read_fields<ForeignKey>(row);
    if (key.definition.empty())
        throw Error(ErrorCode::internal,
                    "the definition of foreign key " + row.at("name").value_or("") + " was not understood");
    return Attributes(std::move(key));
}

void create(const Creation& creation, Script& script) {
    const auto& k = creation.object.as<ForeignKey>();
    script.add("ALTER TABLE " + creation.object.id.qualified_parent() + " ADD CONSTRAINT " +
                   quote_ident(creation.object.id.name) + " " + k.definition +
                   constraint_state(k.deferrable, k.initially_deferred, k.validated, k.enforced),
               {.lock = Lock::share_row_exclusive, .scans = k.validated && k.enforced});
}

void alter(const Alteration& a, Script& script) {
    const auto &from = a.from.as<ForeignKey>(), &to = a.to.as<ForeignKey>();
    const std::string name = quote_ident(a.to.id.name), table = "ALTER TABLE " + a.to.id.qualified_parent();
    if (a.changes.has("deferrable") || a.changes.has("initially_deferred")) {
        a.changes.take("deferrable");
        a.changes.take("initially_deferred");
        script.add(table + " ALTER CONSTRAINT " + name + (to.deferrable ? " DEFERRABLE" : " NOT DEFERRABLE") +
                       (to.initially_deferred ? " INITIALLY DEFERRED" : ""),
                   {.lock = Lock::access_exclusive});
    }
    // ENFORCED proves the rows at once: a key that is declared as not yet proven is made anew.
    if (to.enforced && !to.validated && a.changes.has("enforced")) return;
    if (a.changes.take("enforced")) {
        script.add(table + " ALTER CONSTRAINT " + name + (to.enforced ? " ENFORCED" : " NOT ENFORCED"),
                   {.lock = Lock::access_exclusive, .scans = to.enforced});
        a.changes.take("validated");
    }
    if (!from.validated && to.validated && a.changes.take("validated"))
        script.add_as(Op::validate, table + " VALIDATE CONSTRAINT " + name,
                      {.lock = Lock::share_update_exclusive, .scans = true});
}

void drop(const Object& object, Script& script) {
    script.add("ALTER TABLE " + object.id.qualified_parent() + " DROP CONSTRAINT " +
                   quote_ident(object.id.name),
               {.lock = Lock::access_exclusive});
}

// Why it is replaced when a column's type changes, although PostgreSQL would build it again: it does so after
// each of the two columns, and fails where the first one's new type does not compare with the other one's old
// type.
Reaction react(const Object&, Facet, const Object&, Cause) {
    return Reaction::replace;
}

std::string twin_key(const Object& object) {
    return object.as<ForeignKey>().definition;
}

} // namespace

const Ops foreign_key = {
    .kind = Kind::foreign_key,
    .name = "foreign key",
    .plural = "foreign_keys",
    .query = query,
    .read = read,
    .target = constraint_target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename_constraint,
    .twin_key = twin_key,
    .react = react,
    .catalog = "pg_constraint",
    .letter_column = "contype",
    .letters = "f",
};

} // namespace flux::kinds
