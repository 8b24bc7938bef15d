// What follows from a schema and does not stand in it: which columns of a view can be NULL, what a type is made of, and the like.
// The model's document carries it for those who generate code; it is no part of what a diff compares or a fingerprint covers.
#pragma once

#include "core/facts/types.hpp"

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
    TypeUse type;
    bool not_null = false;                      // proved: it never gives NULL
    std::optional<std::string> nullable_because; // of a view's column that may be NULL
    std::optional<ColumnName> source;            // the table's column that a view's column hands through
    bool insertable = false, updatable = false;  // INSERT and UPDATE may give it a value
    bool required = false;                       // INSERT must
    // constant, sequence, now, uuid, expression, identity, generated; of the domain: domain; nullopt where there is none.
    std::optional<std::string> default_kind;

    static constexpr auto fields() {
        return std::tuple(field("name", &Column::name), field("type", &Column::type), field("not_null", &Column::not_null),
                          field("nullable_because", &Column::nullable_because), field("source", &Column::source),
                          field("insertable", &Column::insertable), field("updatable", &Column::updatable),
                          field("required", &Column::required), field("default_kind", &Column::default_kind));
    }
};

struct Key {
    std::string name;
    std::vector<std::string> columns;
    bool primary = false;
    bool nulls_distinct = true; // any number of rows with NULL in it

    static constexpr auto fields() {
        return std::tuple(field("name", &Key::name), field("columns", &Key::columns), field("primary", &Key::primary),
                          field("nulls_distinct", &Key::nulls_distinct));
    }
};

struct Reference {
    std::string name;
    std::vector<std::string> columns;
    std::string schema, relation;                // what it refers to, be it in another schema
    std::vector<std::string> referenced_columns; // in the order of `columns`
    std::string cardinality;                     // one-to-one where a key says so, else many-to-one
    bool optional = false;                       // one of its columns may be NULL
    bool validated = true;

    static constexpr auto fields() {
        return std::tuple(field("name", &Reference::name), field("columns", &Reference::columns),
                          field("schema", &Reference::schema), field("relation", &Reference::relation),
                          field("referenced_columns", &Reference::referenced_columns),
                          field("cardinality", &Reference::cardinality), field("optional", &Reference::optional),
                          field("validated", &Reference::validated));
    }
};

struct RelationName {
    std::string schema, relation;

    static constexpr auto fields() {
        return std::tuple(field("schema", &RelationName::schema), field("relation", &RelationName::relation));
    }
};

struct Relation {
    std::string schema, name;
    bool insertable = false, updatable = false, deletable = false; // by itself, by a rule or by a trigger
    std::vector<Column> columns;         // by position
    std::vector<Key> keys;               // that hold for all rows, the primary one first
    std::vector<Reference> foreign_keys; // those that a partition has from its parent stand with the parent
    std::vector<Check> checks;
    std::vector<RelationName> reads; // of a view: what its query names, by schema and name

    static constexpr auto fields() {
        return std::tuple(field("schema", &Relation::schema), field("name", &Relation::name),
                          field("insertable", &Relation::insertable), field("updatable", &Relation::updatable),
                          field("deletable", &Relation::deletable), field("columns", &Relation::columns),
                          field("keys", &Relation::keys), field("foreign_keys", &Relation::foreign_keys),
                          field("checks", &Relation::checks), field("reads", &Relation::reads));
    }
};

struct Facts {
    std::vector<Relation> relations; // tables, foreign tables, views and materialized views, by name
    std::vector<Type> types;         // all that is used, by name
    std::vector<Routine> routines;   // by name and arguments

    static constexpr auto fields() {
        return std::tuple(field("relations", &Facts::relations), field("types", &Facts::types),
                          field("routines", &Facts::routines));
    }
};

} // namespace flux::facts
