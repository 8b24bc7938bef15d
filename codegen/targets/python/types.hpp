// Python types of the schema's types, for psycopg 3: their text and what it needs imported.
#pragma once

#include <map>
#include <set>
#include <string>

#include "names/literals.hpp"
#include "targets/language.hpp"

namespace flux::gen::python {

// Standard modules come in under a name with _ before it, which no field can have.
class Imports {
public:
    explicit Imports(std::string own) : own_(std::move(own)) {}
    void module(const std::string& name) { modules_.insert(name); }
    void name(const std::string& module, const std::string& name);
    std::string text() const;

private:
    std::string own_;
    std::set<std::string> modules_;
    std::map<std::string, std::set<std::string>> names_;
};

class Types : public Language {
public:
    explicit Types(const Job& job);

    std::string of(const TypeRef& type, const std::string& where, Imports& imports) const;
    std::string of_column(const Relation& relation, const Column& column, Imports& imports) const;
    // Names of fields: identifiers that shadow nothing that a class body or its base needs.
    std::vector<std::string> fields(const std::vector<std::string>& columns) const;
    // Would a key of that name hide what other annotations beside it name?
    bool hides(const std::string& key) const { return no_fields_.contains(key); }
    bool pydantic() const { return settings().is("style", "pydantic"); }

private:
    std::string scalar(const TypeRef& type, const std::string& where, Imports& imports) const;
    std::string constrained(const TypeRef& type, const std::string& text, Imports& imports) const;

    std::set<std::string> no_fields_;
};

std::string docstring(const Remarks& remarks, const std::string& indent, const Settings& settings);
bool key_is_plain(const std::string& name); // can it be written as a keyword?

} // namespace flux::gen::python
