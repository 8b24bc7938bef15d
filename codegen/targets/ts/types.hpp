// TypeScript types of the schema's types: their text, the modules that they are imported from, and the key of
// their parser.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "names/literals.hpp"
#include "targets/language.hpp"

namespace flux::gen::ts {

// What a file names and another one defines.
class Imports {
public:
    explicit Imports(std::string own_module) : own_(std::move(own_module)) {}
    void type(const std::string& module, const std::string& name) { add(module, name, true); }
    void value(const std::string& module, const std::string& name) { add(module, name, false); }
    // `extension`: what imports of this folder's modules end with.
    std::string text(const std::string& extension) const;

private:
    void add(const std::string& module, const std::string& name, bool only_type);
    std::string own_;
    std::map<std::string, std::map<std::string, bool>> modules_; // module, name, only a type
};

class Types : public Language {
public:
    explicit Types(const Job& job);

    // The type of a value that is there.
    std::string of(const TypeRef& type, const std::string& where, Imports& imports) const;
    std::string of_column(const Relation& relation, const Column& column, Imports& imports) const;
    // The same without the ids and overrides of columns.
    std::string user_type(const TypeRef& type, Imports& imports) const;

    // The file that defines a type: enums, types, tables, views.
    std::string module(const QName& type) const;
    // Branded ids: the name for a column, where it is a key or refers to one.
    std::optional<std::string> id(const Relation& relation, const Column& column) const;
    bool owns_id(const Relation& relation, const Column& column) const;
    // The parser's key: int4, app.mood[].
    std::string key(const TypeRef& type) const;
    std::string codec(const std::string& builtin) const; // int8_bigint
    bool parsed() const { return settings().flag("parsers"); }
    std::string field(const std::string& name) const;

private:
    std::string scalar(const TypeRef& type, const std::string& where, Imports& imports) const;
    std::string by_map(const TypeRef& type, bool element, Imports& imports) const;
    std::string raw_array(const TypeRef& type, const std::string& where, Imports& imports) const;
    std::string custom(const CustomType& type, Imports& imports) const;
    std::optional<std::pair<QName, std::string>> id_owner(const Relation& relation, const std::string& column,
                                                          std::set<QName>& seen) const;
    void check_raw_choices() const;
};

// A property's name, quoted where it must be.
std::string property(const std::string& name);
// The documentation comment, with what would end it early made harmless; empty where there is nothing to say.
std::string doc(const Remarks& remarks, const std::string& more, const std::string& indent,
                const Settings& settings);
// T | null and the like, and whether the property's name carries a question mark.
std::string nullable(const std::string& type, bool may_be_null, const Settings& settings);

} // namespace flux::gen::ts
