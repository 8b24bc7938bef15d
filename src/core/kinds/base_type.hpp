// Base types: those that functions in C define. Such a function takes or returns the type, which therefore exists as
// a shell before them; and neither can be dropped without the other.
#pragma once

#include "core/kinds/kind_ops.hpp"

namespace flux::kinds {

// A function that the type is made of and that names the type itself.
struct Maker {
    std::string schema, function, args;

    static constexpr auto fields() {
        return std::tuple(field("schema", &Maker::schema), field("function", &Maker::function),
                          field("args", &Maker::args));
    }
};

struct BaseType {
    std::string input, output; // functions, qualified
    std::optional<std::string> receive, send, typmod_in, typmod_out, analyze, subscript;
    std::string length; // a number or VARIABLE
    bool by_value = false;
    std::string alignment, storage; // as CREATE TYPE says them
    std::string category;
    bool preferred = false;
    std::optional<std::string> default_value; // text, not SQL
    std::optional<std::string> element;       // type
    std::string delimiter;
    bool collatable = false;
    std::vector<Maker> makers;

    static constexpr auto fields() {
        return std::tuple(
            field("input", &BaseType::input), field("output", &BaseType::output),
            field("receive", &BaseType::receive), field("send", &BaseType::send),
            field("typmod_in", &BaseType::typmod_in), field("typmod_out", &BaseType::typmod_out),
            field("analyze", &BaseType::analyze), field("subscript", &BaseType::subscript),
            field("length", &BaseType::length), field("by_value", &BaseType::by_value),
            field("alignment", &BaseType::alignment), field("storage", &BaseType::storage),
            field("category", &BaseType::category), field("preferred", &BaseType::preferred),
            field("default_text", &BaseType::default_value), field("element", &BaseType::element),
            field("delimiter", &BaseType::delimiter), field("collatable", &BaseType::collatable),
            field("makers", &BaseType::makers, Use::informative));
    }
};

extern const Ops base_type;

} // namespace flux::kinds
