// What a name in a source stands for: the currency between the analysis of statements and their order. Not an
// identity of the model: nothing is resolved here, an unqualified name stays unqualified, and overloads share
// a name.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace flux::source {

struct Name {
    enum class Space {
        schema,
        relation,
        type,
        routine,
        oper,
        operator_class,
        operator_family,
        collation,
        conversion,
        statistics,
        text_search_parser,
        text_search_dictionary,
        text_search_template,
        text_search_configuration,
        constraint,
        trigger,
        policy,
        rule,
        extension,
        language,
        access_method,
        foreign_data_wrapper,
        server,
        event_trigger,
        publication,
        subscription,
        cast,
        transform,
        role,
        tablespace,
        database,
        other
    };
    Space space = Space::other;
    std::string schema; // empty: not qualified, or the kind has none
    std::string name;
    std::string parent; // the table or domain of a constraint, trigger, policy or rule

    auto operator<=>(const Name&) const = default;
};

// Lives in a schema, so that an unqualified name means the default schema.
bool has_schema(Name::Space space);

std::string_view to_string(Name::Space space);
std::string to_string(const Name& name); // for tests and messages: relation app.orders

} // namespace flux::source
