// What follows from a schema and does not stand in it: which columns of a view can be NULL, and the like. The model's document
// carries it for those who generate code; it is no part of what a diff compares or a fingerprint covers.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/model/fields.hpp"

namespace flux::facts {

struct ColumnName {
    std::string schema, relation, column;

    static constexpr auto fields() {
        return std::tuple(field("schema", &ColumnName::schema), field("relation", &ColumnName::relation),
                          field("column", &ColumnName::column));
    }
};

struct Column {
    std::string name;
    bool not_null = false;                      // proved: it never gives NULL
    std::optional<std::string> nullable_because; // of a view's column that may be NULL
    std::optional<ColumnName> source;            // the table's column that a view's column hands through

    static constexpr auto fields() {
        return std::tuple(field("name", &Column::name), field("not_null", &Column::not_null),
                          field("nullable_because", &Column::nullable_because), field("source", &Column::source));
    }
};

struct Relation {
    std::string schema, name;
    std::vector<Column> columns; // by position

    static constexpr auto fields() {
        return std::tuple(field("schema", &Relation::schema), field("name", &Relation::name),
                          field("columns", &Relation::columns));
    }
};

struct Facts {
    std::vector<Relation> relations; // tables, foreign tables, views and materialized views, by name

    static constexpr auto fields() { return std::tuple(field("relations", &Facts::relations)); }
};

} // namespace flux::facts
