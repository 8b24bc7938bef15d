#include "server/run/labels.hpp"

#include <charconv>
#include <set>

#include "core/kinds/kind_ops.hpp"
#include "server/catalog/settings.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/catalog_queries.hpp"

namespace flux::run {
namespace {

template <class Number> Number to_number(const std::optional<std::string>& text) {
    Number value = 0;
    std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

std::set<Address> labelled() {
    pg::GucScope settings;
    catalog::pin_settings(settings);
    pg::CatalogQueries catalog;
    std::set<Address> out;
    for (const auto& row : catalog.query("SELECT classoid, objoid, objsubid FROM pg_seclabel").cells)
        out.insert({to_number<std::uint32_t>(row[0]), to_number<std::uint32_t>(row[1]), to_number<std::int32_t>(row[2])});
    return out;
}

} // namespace

void keep_security_labels(const Model& live, const Model& desired, const Plan& plan) {
    std::set<std::pair<std::string, std::string>> anew;
    for (const Step& step : plan)
        if (step.op == Op::replace) anew.emplace(step.kind, step.object);
    if (anew.empty()) return;
    const std::set<Address> labels = labelled();
    if (labels.empty()) return;
    const auto is_anew = [&](const Object* object) {
        return object && anew.contains({std::string(kinds::ops(*object).name), object->id.text()});
    };
    std::string names;
    for (const Object& object : live.objects()) {
        if (!labels.contains(object.address) || !desired.find(object.id)) continue;
        if (is_anew(&object) || (!object.id.parent.empty() && is_anew(live.container(object.id.schema, object.id.parent))))
            names += (names.empty() ? "" : "\n") + std::string(kinds::ops(object).name) + " " + object.id.text();
    }
    if (!names.empty())
        throw Error(ErrorCode::feature_not_supported, "what carries a security label would have to be made anew", names,
                    "pg_flux does not manage security labels. Take the label off, apply, and set it again.");
}

} // namespace flux::run
