// The kinds of objects. The order of this list breaks ties in a plan: what stands first is created first and dropped
// last, where no dependency says otherwise. What a kind can do stands in kinds/all.cpp.
#pragma once

#include <cstdint>

namespace flux {

enum class Kind : std::uint8_t {
    schema,
    extension,
    language,
    access_method,
    foreign_data_wrapper,
    server,
    user_mapping,
    collation,
    shell_type,
    base_type,
    enum_type,
    composite_type,
    range_type,
    domain,
    domain_constraint,
    function,
    procedure,
    aggregate,
    operator_,
    operator_family,
    operator_class,
    cast,
    transform,
    conversion,
    text_search_parser,
    text_search_template,
    text_search_dictionary,
    text_search_configuration,
    sequence,
    table,
    foreign_table,
    column,
    view,
    materialized_view,
    view_column,
    index,
    statistics,
    constraint,
    foreign_key,
    trigger,
    rule,
    policy,
    publication,
    subscription,
    event_trigger,
    default_privileges,
};

inline constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::default_privileges) + 1;

} // namespace flux
