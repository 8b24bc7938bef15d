// The one list of the kinds. Its order is that of Kind.
#include "core/kinds/kind_ops.hpp"

#include <algorithm>
#include <array>

#include "core/kinds/access_method.hpp"
#include "core/kinds/aggregate.hpp"
#include "core/kinds/base_type.hpp"
#include "core/kinds/cast.hpp"
#include "core/kinds/collation.hpp"
#include "core/kinds/column.hpp"
#include "core/kinds/composite_type.hpp"
#include "core/kinds/constraint.hpp"
#include "core/kinds/conversion.hpp"
#include "core/kinds/default_privileges.hpp"
#include "core/kinds/domain.hpp"
#include "core/kinds/domain_constraint.hpp"
#include "core/kinds/enum_type.hpp"
#include "core/kinds/event_trigger.hpp"
#include "core/kinds/extension.hpp"
#include "core/kinds/foreign_data_wrapper.hpp"
#include "core/kinds/foreign_key.hpp"
#include "core/kinds/foreign_table.hpp"
#include "core/kinds/function.hpp"
#include "core/kinds/index.hpp"
#include "core/kinds/language.hpp"
#include "core/kinds/materialized_view.hpp"
#include "core/kinds/operator.hpp"
#include "core/kinds/operator_class.hpp"
#include "core/kinds/operator_family.hpp"
#include "core/kinds/policy.hpp"
#include "core/kinds/procedure.hpp"
#include "core/kinds/publication.hpp"
#include "core/kinds/range_type.hpp"
#include "core/kinds/rule.hpp"
#include "core/kinds/schema.hpp"
#include "core/kinds/sequence.hpp"
#include "core/kinds/server.hpp"
#include "core/kinds/shell_type.hpp"
#include "core/kinds/statistics.hpp"
#include "core/kinds/subscription.hpp"
#include "core/kinds/table.hpp"
#include "core/kinds/text_search_configuration.hpp"
#include "core/kinds/text_search_dictionary.hpp"
#include "core/kinds/text_search_parser.hpp"
#include "core/kinds/transform.hpp"
#include "core/kinds/trigger.hpp"
#include "core/kinds/user_mapping.hpp"
#include "core/kinds/view.hpp"
#include "core/kinds/view_column.hpp"

namespace flux::kinds {
namespace {

constexpr auto kAll = std::to_array<const Ops*>({
    &schema,
    &extension,
    &language,
    &access_method,
    &foreign_data_wrapper,
    &server,
    &user_mapping,
    &collation,
    &shell_type,
    &base_type,
    &enum_type,
    &composite_type,
    &range_type,
    &domain,
    &domain_constraint,
    &function,
    &procedure,
    &aggregate,
    &operator_,
    &operator_family,
    &operator_class,
    &cast,
    &transform,
    &conversion,
    &text_search_parser,
    &text_search_template,
    &text_search_dictionary,
    &text_search_configuration,
    &sequence,
    &table,
    &foreign_table,
    &column,
    &view,
    &materialized_view,
    &view_column,
    &index,
    &statistics,
    &constraint,
    &foreign_key,
    &trigger,
    &rule,
    &policy,
    &publication,
    &subscription,
    &event_trigger,
    &default_privileges,
});

} // namespace

std::span<const Ops* const> all() {
    return kAll;
}

const Ops& ops(Kind kind) {
    static const auto by_kind = [] {
        std::array<const Ops*, kKindCount> table{};
        for (const Ops* each : kAll) table[static_cast<std::size_t>(each->kind)] = each;
        return table;
    }();
    const Ops* const found = by_kind[static_cast<std::size_t>(kind)];
    if (!found) throw Error(ErrorCode::internal, "a kind of object is not in the list of kinds");
    return *found;
}

bool Changes::has(std::string_view attribute) const {
    return std::any_of(changes_.begin(), changes_.end(),
                       [&](const AttributeChange& change) { return change.name == attribute; });
}

bool Changes::take(std::string_view attribute) {
    return std::erase_if(changes_, [&](const AttributeChange& change) { return change.name == attribute; }) >
           0;
}

bool Creation::omits_default(const Object& column) const {
    return std::find(without_default.begin(), without_default.end(), &column) != without_default.end();
}

} // namespace flux::kinds
