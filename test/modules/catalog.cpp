// What the reader makes of the catalogs, row by row: objects with what is common to all kinds, and dependencies.
#include <nlohmann/json.hpp>

#include "core/kinds/kind_ops.hpp"
#include "core/model/json_value.hpp"
#include "server/catalog/reader.hpp"
#include "server/pg/arguments.hpp"
#include "server/pg/entry.hpp"
#include "server/pg/result.hpp"

namespace {

flux::Model model_of(FunctionCallInfo fcinfo) {
    return flux::catalog::read_model(flux::pg::Arguments(fcinfo).names(0).value_or(std::vector<std::string>{}));
}

std::string text_of(const flux::Object& object) {
    return std::string(flux::kinds::ops(object).name) + " " + object.id.text();
}

std::optional<std::string> text_of(const std::optional<flux::Privileges>& privileges) {
    if (!privileges) return std::nullopt;
    std::string text;
    for (const flux::Grant& grant : *privileges)
        text += (text.empty() ? "" : ", ") + grant.grantee + " " + grant.privilege + (grant.grantable ? "*" : "");
    return text;
}

const char* facet_name(flux::Facet facet) {
    return facet == flux::Facet::whole ? "whole" : facet == flux::Facet::late ? "late" : "default";
}

} // namespace

FLUX_FUNCTION(pg_flux_test_objects) {
    flux::pg::SetResult result(fcinfo);
    const flux::Model model = model_of(fcinfo);
    for (const flux::Object& each : model.objects())
        result.add({text_of(each), each.owner, each.comment, text_of(each.privileges), each.attributes.text()});
    return result.finish();
}

FLUX_FUNCTION(pg_flux_test_identities) {
    flux::pg::SetResult result(fcinfo);
    const flux::Model model = model_of(fcinfo);
    for (const flux::Object& each : model.objects())
        result.add({std::string(flux::kinds::ops(each).name), each.id.text(), std::to_string(each.address.class_id),
                    std::to_string(each.address.object_id), std::to_string(each.address.sub_id)});
    return result.finish();
}

FLUX_FUNCTION(pg_flux_test_dependencies) {
    flux::pg::SetResult result(fcinfo);
    const flux::Model model = model_of(fcinfo);
    for (const flux::Dependency& each : model.dependencies())
        result.add({text_of(model.objects()[each.from]), facet_name(each.facet), text_of(model.objects()[each.on])});
    for (const flux::OutsideDependent& each : model.outside_dependents)
        result.add({each.identity, each.automatic ? "outside, automatic" : "outside", text_of(model.objects()[each.on])});
    return result.finish();
}
