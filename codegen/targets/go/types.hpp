// Go types of the schema's types, for a driver, and how each says NULL.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "targets/go/code.hpp"
#include "targets/language.hpp"

namespace flux::gen::go {

struct GoType {
    std::string text;
    bool nil = false; // holds NULL by itself: a slice, a map, a type with Valid
};

class Types : public Language {
public:
    explicit Types(const Job& job); // throws where settings contradict each other

    bool pgx() const { return settings().is("driver", "pgx"); }
    bool comments() const { return settings().flag("comments"); }

    GoType value(const TypeRef& type, const std::string& where, Source& source) const;
    // The type's text, such that it can be NULL where it may.
    std::string of(const TypeRef& type, bool not_null, const std::string& where, Source& source) const;
    std::string of_column(const Relation& relation, const Column& column, Source& source) const;
    std::vector<std::string> fields(const std::vector<std::string>& columns) const;
    // Names of the package beside those of types: constants of enums, functions.
    const std::vector<std::string>& labels(const QName& type) const { return labels_.at(type); }
    // Domains whose values a CHECK lists are types of their own, with constants.
    bool listed(const Domain& domain) const;
    // Is it a type of its own, or another name of what it is over?
    bool defined(const Domain& domain) const;

private:
    GoType custom(const CustomType& chosen, Source& source) const;
    GoType scalar(const TypeRef& type, const std::string& where, Source& source) const;
    GoType mapped(const TypeRef& type, const std::string& where) const;
    std::string bound(const TypeRef& type, const std::string& where, Source& source) const;
    std::string wrapped(const TypeRef& type, const GoType& value, Source& source) const;
    void name_labels();

    std::map<QName, std::vector<std::string>> labels_;
};

// A name that other packages see: it begins with a capital.
std::string exported(std::string name);
bool predeclared(const std::string& type);        // string, int32, …
std::string server_name(const std::string& name); // "name"
std::string server_name(const QName& name);       // "schema"."name"

} // namespace flux::gen::go
