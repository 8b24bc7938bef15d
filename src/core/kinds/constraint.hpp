// Primary keys, unique, exclusion and check constraints of tables.
#pragma once

#include "core/kinds/index_settings.hpp"
#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

struct Constraint : IndexSettings {
    std::string type;       // primary key, unique, exclude, check
    Printed definition; // what stands after CONSTRAINT name, without what has a field of its own
    std::optional<Printed> predicate; // of an exclusion constraint
    std::vector<std::string> columns;
    bool deferrable = false, initially_deferred = false;
    bool validated = true, enforced = true;
    std::optional<std::string> index_comment; // COMMENT ON INDEX of the index behind it
    // Declared by the table itself, or come from a parent. Never compared, as with columns.
    bool local = true;

    static constexpr auto fields() {
        return std::tuple_cat(
            std::tuple(field("type", &Constraint::type), field("definition", &Constraint::definition),
                       field("predicate", &Constraint::predicate),
                       field("columns", &Constraint::columns, Use::informative),
                       field("deferrable", &Constraint::deferrable),
                       field("initially_deferred", &Constraint::initially_deferred),
                       field("validated", &Constraint::validated), field("enforced", &Constraint::enforced),
                       field("index_comment", &Constraint::index_comment),
                       field("local", &Constraint::local, Use::informative)),
            index_fields());
    }
};

// Shared with foreign keys. The begin of a catalog query: the common columns of a constraint k of table c in schema n, its
// columns, and as its definition x.whole, which pg_get_constraintdef prints, without the end x.tail, which stands in fields of
// its own. The query ends in "OFFSET 0) AS x": without that it is merged, and the server prints a definition once for each
// mention of it.
std::string constraint_head();
// The columns of a catalog query that say how a constraint k is enforced, and the
// text that pg_get_constraintdef prints for them at the end of the definition.
std::string constraint_state_columns(int version);
std::string printed_constraint_state(int version);
std::string constraint_state(bool deferrable, bool initially_deferred, bool validated, bool enforced);
void rename_constraint(const Object& from, const Identity& to, Script& script);
std::string constraint_target(const Object& object);

// `CONSTRAINT name …` as CREATE TABLE and ADD take it.
std::string constraint_definition(const Object& constraint);
// CREATE TABLE takes NOT VALID without a word, and means valid; and it takes only one of two equal keys.
bool fits_in_create_table(const Object& constraint, const Creation& table);
// Is it no part of its table's creation? A check that is NOT VALID comes after the tables that inherit it, which would have it
// as valid from the start; a key's index that is part of a plain one comes by itself, and is attached when that stands.
bool made_by_itself(const Object& object, const Model& model);
// What is left to say about a constraint after the CREATE TABLE that it belongs to.
void add_constraint_rest(const Object& constraint, const Creation& table, Script& script);

extern const Ops constraint;

} // namespace flux::kinds
