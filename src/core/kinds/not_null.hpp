// NOT NULL of columns. Up to PostgreSQL 17 it is a mark on the column; from 18 on a constraint with a name, which can be without
// effect on children, and not yet proven. Apart from column.cpp because of these two lives.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

// What a NOT NULL has beyond the plain words. A column without any of it has no such part.
struct NotNull {
    std::optional<std::string> name; // where it is neither made by the server nor a parent's
    bool no_inherit = false, validated = true;
    std::optional<std::string> comment;

    static constexpr auto fields() {
        return std::tuple(field("name", &NotNull::name), field("no_inherit", &NotNull::no_inherit),
                          field("validated", &NotNull::validated), field("comment", &NotNull::comment));
    }
};

// Columns of the catalog query for columns (a pg_attribute, c pg_class): not_null_constraint, not_null_local, not_null_name;
// and what they need in its FROM.
std::string not_null_columns(int version);
std::string not_null_join(int version);

// What stands in a column's definition: " NOT NULL", " CONSTRAINT c NOT NULL NO INHERIT". `live`: what is there already.
std::string not_null_clause(const Object& column, const Model& live);
// What CREATE TABLE says about a column that comes from a parent and declares its own NOT NULL; empty where it does not.
std::string not_null_line(const Object& column);
// What the definition could not say, after the CREATE TABLE or ADD COLUMN.
void add_not_null_rest(const Object& column, Script& script);
void alter_not_null(const Alteration& alteration, Script& script);

} // namespace flux::kinds
