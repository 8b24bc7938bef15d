// The columns and constraints of models for SQLAlchemy.
#pragma once

#include <string>
#include <vector>

#include "targets/python/types.hpp"

namespace flux::gen::python {

class OrmColumns {
public:
    OrmColumns(const Types& types, Imports& imports) : types_(types), imports_(imports) {}

    // Of mapped_column, for an attribute called `field`; of Column.
    std::string arguments(const Relation& relation, const Column& column, const std::string& field) const;
    std::string table_arguments(const Relation& relation, const Column& column) const;

private:
    std::string type(const TypeRef& type, const std::string& where) const;
    std::string scalar(const TypeRef& type, const std::string& where) const;
    std::string more(const Relation& relation, const Column& column) const;

    const Types& types_;
    Imports& imports_;
};

// Keys and checks, without foreign keys.
std::vector<std::string> constraints(const Relation& relation);
// ON DELETE and the like, as arguments of ForeignKeyConstraint.
std::string actions(const ForeignKey& key);

} // namespace flux::gen::python
