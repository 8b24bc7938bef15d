// Types as code generation needs them: each use names the type and what is special about the use; each type that is used says
// what it is made of, down to the built-in ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/facts/check_terms.hpp"
#include "core/model/fields.hpp"

namespace flux::facts {

// `numeric(10,2)[]` is an array of pg_catalog.numeric with precision 10 and scale 2.
struct TypeUse {
    std::string schema, name; // of an array, its elements' type
    std::string text;         // as DDL spells it, with everything
    bool array = false;       // of any number of dimensions: the server does not keep to a declared one
    std::optional<std::int64_t> length;           // of varchar, char, bit
    std::optional<std::int64_t> precision, scale; // of numeric; precision of times and intervals, where one is given
    std::optional<std::int64_t> modifier;         // as the server stores it, of any other type that takes one

    static constexpr auto fields() {
        return std::tuple(field("schema", &TypeUse::schema), field("name", &TypeUse::name), field("text", &TypeUse::text),
                          field("array", &TypeUse::array), field("length", &TypeUse::length),
                          field("precision", &TypeUse::precision), field("scale", &TypeUse::scale),
                          field("modifier", &TypeUse::modifier));
    }
};

struct Attribute {
    std::string name;
    TypeUse type;

    static constexpr auto fields() { return std::tuple(field("name", &Attribute::name), field("type", &Attribute::type)); }
};

struct Check {
    std::string name;
    std::vector<Term> terms;
    bool complete = false;  // the terms say all that the check says
    bool validated = true;  // what is stored meets it, not only what is written from now on

    static constexpr auto fields() {
        return std::tuple(field("name", &Check::name), field("terms", &Check::terms), field("complete", &Check::complete),
                          field("validated", &Check::validated));
    }
};

struct Type {
    std::string schema, name;
    std::string kind; // base, enum, domain, composite, row (of a relation), range, multirange, pseudo
    std::optional<std::string> extension;
    std::vector<std::string> labels;     // of an enum
    std::vector<Attribute> attributes;   // of a composite or row type, in order
    std::optional<TypeUse> base;         // of a domain: what it is made of, which may be a domain again
    std::optional<TypeUse> root;         // of a domain: what is at the bottom
    bool not_null = false;               // of a domain, its own or one below it
    bool has_default = false;            // of a domain
    std::vector<Check> checks;           // of a domain, its own
    std::optional<TypeUse> subtype;      // of a range or multirange
    std::optional<TypeUse> range;        // of a multirange

    static constexpr auto fields() {
        return std::tuple(field("schema", &Type::schema), field("name", &Type::name), field("kind", &Type::kind),
                          field("extension", &Type::extension), field("labels", &Type::labels),
                          field("attributes", &Type::attributes), field("base", &Type::base), field("root", &Type::root),
                          field("not_null", &Type::not_null), field("has_default", &Type::has_default),
                          field("checks", &Type::checks), field("subtype", &Type::subtype), field("range", &Type::range));
    }
};

struct Argument {
    std::optional<std::string> name;
    std::string mode; // in, out, inout, variadic
    TypeUse type;
    bool optional = false; // it has a default

    static constexpr auto fields() {
        return std::tuple(field("name", &Argument::name), field("mode", &Argument::mode), field("type", &Argument::type),
                          field("optional", &Argument::optional));
    }
};

struct Routine {
    std::string schema, name, args;
    std::string kind; // function, procedure, aggregate, window
    std::vector<Argument> arguments; // those a caller gives
    std::string returns; // void, value, row (of `columns`), record (named by who calls), trigger
    bool set = false;    // any number of them
    std::optional<TypeUse> type; // of a value, or the composite or row type of a row
    std::vector<Attribute> columns; // what SELECT * FROM it gives; any of them may be NULL

    static constexpr auto fields() {
        return std::tuple(field("schema", &Routine::schema), field("name", &Routine::name), field("args", &Routine::args),
                          field("kind", &Routine::kind), field("arguments", &Routine::arguments),
                          field("returns", &Routine::returns), field("set", &Routine::set), field("type", &Routine::type),
                          field("columns", &Routine::columns));
    }
};

} // namespace flux::facts
