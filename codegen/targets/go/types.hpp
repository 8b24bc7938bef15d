// Go types of the schema's types, for a driver, and how each says NULL.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "names/type_names.hpp"
#include "targets/go/code.hpp"
#include "targets/target.hpp"
#include "types/map.hpp"
#include "types/overrides.hpp"

namespace flux::gen::go {

struct GoType {
    std::string text;
    bool nil = false; // holds NULL by itself: a slice, a map, a type with Valid
};

class Types {
public:
    explicit Types(const Job& job); // throws where settings contradict each other

    const TypeNames& names() const { return names_; }
    const Settings& settings() const { return job_.settings; }
    const Schema& schema() const { return job_.schema; }
    const TypeMap& map() const { return map_; }
    bool pgx() const { return settings().is("driver", "pgx"); }
    bool comments() const { return settings().flag("comments"); }

    GoType value(const TypeRef& type, const std::string& where, Source& source) const;
    // The type's text, such that it can be NULL where it may.
    std::string of(const TypeRef& type, bool not_null, const std::string& where, Source& source) const;
    std::string of_column(const Relation& relation, const Column& column, Source& source) const;
    bool not_null(const Relation& relation, const Column& column) const {
        return overrides_.not_null(relation.name, column);
    }
    std::vector<std::string> fields(const std::vector<std::string>& columns) const;
    // Names of the package beside those of types: constants of enums, functions.
    const std::vector<std::string>& labels(const QName& type) const { return labels_.at(type); }
    // Domains whose values a CHECK lists are types of their own, with constants.
    bool listed(const Domain& domain) const;
    // Is it a type of its own, or another name of what it is over?
    bool defined(const Domain& domain) const;
    // Relations whose rows are values somewhere.
    const std::set<QName>& row_values() const { return row_values_; }

private:
    GoType custom(const CustomType& chosen, Source& source) const;
    GoType scalar(const TypeRef& type, const std::string& where, Source& source) const;
    GoType mapped(const TypeRef& type, const std::string& where) const;
    std::string bound(const TypeRef& type, const std::string& where, Source& source) const;
    std::string wrapped(const TypeRef& type, const GoType& value, Source& source) const;
    void name_labels();

    const Job& job_;
    TypeMap map_;
    Overrides overrides_;
    TypeNames names_;
    std::set<QName> row_values_;
    std::map<QName, std::vector<std::string>> labels_;
};

std::vector<std::string> column_names(const Relation& relation);
// A name that other packages see: it begins with a capital.
std::string exported(std::string name);
bool predeclared(const std::string& type); // string, int32, …
std::string quoted(const QName& name);     // "schema"."name", for the server

} // namespace flux::gen::go
