// Python types of the schema's types, as a driver gives and takes them: their text and what it needs imported.
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

// Where a type stands: in what a query gives, in what a statement takes, in a model of SQLAlchemy.
enum class Use { rows, writes, orm };

class Types : public Language {
public:
    explicit Types(const Job& job, Use use = Use::rows);
    // The same for another use.
    Types as(Use use) const { return Types(job_, use); }

    std::string of(const TypeRef& type, const std::string& where, Imports& imports) const;
    std::string of_column(const Relation& relation, const Column& column, Imports& imports) const;
    // Names of fields: identifiers that shadow nothing that a class body or its base needs.
    std::vector<std::string> fields(const std::vector<std::string>& columns,
                                    const std::set<std::string>& reserved = {}) const;
    // Would a key of that name hide what other annotations beside it name?
    bool hides(const std::string& key) const { return no_fields_.contains(key); }
    bool pydantic() const { return settings().is("style", "pydantic"); }
    bool asyncpg() const { return settings().is("driver", "asyncpg"); }

private:
    std::string scalar(const TypeRef& type, const std::string& where, Imports& imports) const;
    std::string constrained(const TypeRef& type, const std::string& text, Imports& imports) const;
    std::string builtin(const TypeRef& type, const std::string& where, Imports& imports) const;
    std::string row_value(const TypeRef& type, Imports& imports) const;
    std::string range(const TypeRef& type, const TypeRef& bound, bool many, const std::string& where,
                      Imports& imports) const;
    // Does the alias of types.py say what the domain is here? A composite value or a range may be of another class.
    bool alias_fits(const Domain& domain) const;

    const Job& job_;
    Use use_;
    std::set<std::string> no_fields_;
};

std::string docstring(const Remarks& remarks, const std::string& indent, const Settings& settings);
bool key_is_plain(const std::string& name); // can it be written as a keyword?

} // namespace flux::gen::python
