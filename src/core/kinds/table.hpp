// Tables, partitioned tables and partitions. Columns, constraints and indexes are objects of their own;
// CREATE TABLE carries the first two along. A partition is made as a table and then attached, so that it has
// what it is declared to have, and not what the parent happens to have at that moment.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

// What ties a table, of rows or foreign, to others.
struct TableLinks {
    std::optional<std::string> partition_of, bound; // public.parent, FOR VALUES FROM (1) TO (2)
    std::vector<std::string> inherits;              // public.parent, in order; never of a partition

    // Not part of the model: whether ALTER TABLE would recurse.
    bool has_children = false;
};

struct Table : TableLinks {
    bool unlogged = false;
    std::optional<std::string> access_method; // when it is not the database's default
    std::optional<std::string> tablespace;
    std::vector<std::string> options;               // name=value, sorted; toast.name=value
    std::optional<Printed> partition_key;           // RANGE (a)
    std::optional<std::string> of_type;
    bool row_security = false, force_row_security = false;
    std::string replica_identity = "default"; // nothing, full, index; which index, is told by the index

    static constexpr auto fields() {
        return std::tuple(field("unlogged", &Table::unlogged), field("access_method", &Table::access_method),
                          field("tablespace", &Table::tablespace), field("options", &Table::options),
                          field("partition_key", &Table::partition_key),
                          field("partition_of", &TableLinks::partition_of), field("bound", &TableLinks::bound),
                          field("inherits", &TableLinks::inherits), field("of_type", &Table::of_type),
                          field("row_security", &Table::row_security),
                          field("force_row_security", &Table::force_row_security),
                          field("replica_identity", &Table::replica_identity));
    }
};

// Of a table or foreign table.
const TableLinks& links_of(const Object& table);
bool is_any_table(Kind kind);
// The table, of rows or foreign, that a column, constraint or index belongs to; nullptr where it is none (the index of a
// materialized view).
const Object* table_of(const Object& part, const Model& model);
// The tables that a table is attached to or inherits from, in order; those that the model does not hold left
// out.
std::vector<const Object*> parents_of(const Object& table, const Model& model);
// The tables that are attached to or inherit from that one.
std::vector<const Object*> children_of(const Object& table, const Model& model);
bool is_partitioned(const Object& part, const Model& model);

// `ALTER TABLE ONLY public.t`, ONLY where the table has children: for what each child is altered for by
// itself.
std::string alter_table_only(const Object& part, const Model& model);

extern const Ops table;

} // namespace flux::kinds
