// Columns of tables. The sequence of an identity column is part of the column.
#pragma once

#include "core/kinds/foreign_options.hpp"
#include "core/kinds/identity_sequence.hpp"
#include "core/kinds/kind_ops.hpp"
#include "core/kinds/not_null.hpp"

namespace flux::kinds {

struct Column {
    std::int64_t position = 0;
    std::string type;
    std::optional<std::string> collation; // when it is not the type's
    bool not_null = false;
    std::optional<NotNull> not_null_constraint; // where it is more than the words, from PostgreSQL 18 on
    std::optional<Printed> default_value;
    std::optional<Printed> generated; // the expression
    bool generated_virtual = false;
    std::optional<std::string> identity; // always, by default
    std::optional<IdentitySequence> sequence;
    std::optional<std::string> storage; // when it is not the type's
    std::optional<std::string> compression;
    std::optional<std::int64_t> statistics;
    std::vector<std::string> options; // n_distinct=5
    ForeignOptions foreign_options;   // of a foreign table's column
    // Declared by the table itself, inherited from another one, or both. Never compared: INHERIT and ATTACH
    // PARTITION leave other marks than CREATE TABLE … INHERITS, and no command changes them.
    bool local = true, inherited = false;

    // Not part of the model.
    std::string type_storage;
    bool in_partition_key = false;
    bool not_null_local = false; // the constraint is the table's own, not only its parent's
    std::string not_null_name;   // of the constraint, also where it is no part of the model
    bool foreign = false; // its table is: values are elsewhere

    static constexpr auto fields() {
        return std::tuple(
            field("position", &Column::position, Use::informative), field("type", &Column::type),
            field("collation", &Column::collation), field("not_null", &Column::not_null),
            field("not_null_constraint", &Column::not_null_constraint),
            field("default", &Column::default_value), field("generated", &Column::generated),
            field("generated_virtual", &Column::generated_virtual), field("identity", &Column::identity),
            field("sequence", &Column::sequence), field("storage", &Column::storage),
            field("compression", &Column::compression), field("statistics", &Column::statistics),
            field("options", &Column::options), field("foreign_options", &Column::foreign_options), field("local", &Column::local, Use::informative),
            field("inherited", &Column::inherited, Use::informative));
    }
};

// `name type …` as CREATE TABLE and ADD COLUMN take it.
std::string column_definition(const Object& column, const Creation& creation);
// The same for a column that both the table and its parent declare: what generates it comes from the parent, and before
// PostgreSQL 16 must not be said again.
std::string merged_column_definition(const Object& column, const Object& parent, const Creation& creation);
// `name WITH OPTIONS …`, as CREATE TABLE … OF takes it; empty where the type says it all.
std::string typed_column_definition(const Object& column, const Creation& creation);
// The column of the same name in the first parent that has it; nullptr where no parent has it.
const Object* parent_column(const Object& column, const Model& model);
// The same column after the alteration, where the table is attached to its parent all the while: that one's statement does it.
const Object* lasting_parent(const Alteration& alteration);
// What a new column needs beyond its definition: storage, statistics, options.
void add_column_settings(const Object& column, Script& script);
// What makes an inherited column of a table that was just created differ from its parent's.
void add_inherited_differences(const Object& column, const Model& model, bool with_default, Script& script);

extern const Ops column;

} // namespace flux::kinds
