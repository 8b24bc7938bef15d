// What an object is called: equality, order and printed form in one place.
#pragma once

#include <compare>
#include <string>

#include "core/model/kind.hpp"

namespace flux {

struct Identity {
    Kind kind = Kind::schema;
    std::string schema; // empty for what belongs to the database
    std::string parent; // the relation or domain that a column, constraint, trigger, … belongs to, in the same schema
    std::string name;
    // Of a routine or operator, the types of its input arguments as DDL spells them: `integer, text`; of an operator
    // family or class, its access method.
    std::string args;

    auto operator<=>(const Identity&) const = default;

    // As pg_identify_object prints it: `public.t`, `public.t.c`, `pk on public.t`, `public.f(integer,pg_catalog.text)`.
    std::string text() const;
    // `schema.name`, quoted: how DDL refers to the object itself.
    std::string qualified() const;
    // `schema.parent`, quoted: how DDL refers to the relation or domain it belongs to.
    std::string qualified_parent() const;
};

} // namespace flux
