#include "types/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ir/glob.hpp"

namespace flux::gen {
namespace {

std::string trim(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool any(const std::vector<std::string>& patterns, const std::string& name) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return glob(pattern, name); });
}

} // namespace

CustomType Overrides::parse(const std::string& text) {
    const auto from = text.rfind(" from ");
    if (from == std::string::npos) return {trim(text), ""};
    return {trim(text.substr(0, from)), trim(text.substr(from + 6))};
}

Overrides::Overrides(const Settings& settings, std::string language)
    : not_null_(settings.list("not_null")), nullable_(settings.list("nullable")),
      language_(std::move(language)) {
    for (const std::string& item : settings.list("types")) {
        const auto equals = item.find('=');
        if (equals == std::string::npos)
            throw misuse("types: \"" + item + "\" is not PATTERN = TYPE",
                         "As in: \"numeric = Money from ../money\", \"app.users.meta = Meta\".");
        rules_.push_back({trim(item.substr(0, equals)), parse(item.substr(equals + 1))});
    }
}

std::optional<CustomType> Overrides::for_type(const QName& type) const {
    for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule) {
        const auto dots = std::count(rule->pattern.begin(), rule->pattern.end(), '.');
        if (dots == 0 && glob(rule->pattern, type.name)) return rule->type;
        if (dots == 1 && glob(rule->pattern, type.dotted())) return rule->type;
    }
    return std::nullopt;
}

std::optional<CustomType> Overrides::for_column(const QName& relation, const Column& column) const {
    const auto directive = column.remarks.types.find(language_);
    if (directive != column.remarks.types.end()) return parse(directive->second);
    for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule)
        if (std::count(rule->pattern.begin(), rule->pattern.end(), '.') == 2 &&
            glob(rule->pattern, relation.dotted() + "." + column.name))
            return rule->type;
    return std::nullopt;
}

bool Overrides::not_null(const QName& relation, const Column& column) const {
    if (column.remarks.not_null) return *column.remarks.not_null;
    const std::string name = relation.dotted() + "." + column.name;
    if (any(nullable_, name)) return false;
    return column.not_null || any(not_null_, name);
}

Failure unknown_type(const std::string& where, const TypeRef& type, const std::string& target) {
    const std::string name = type.builtin() ? type.name.name : type.name.dotted();
    return Failure(fmt::format("{}: there is no {} type for {}", where, target, name), {},
                   fmt::format("Say which: types = [\"{} = …\"] in the configuration or --types \"{} = …\"; "
                               "leave it out with exclude; "
                               "or pass its text through with unknown_types = \"text\".",
                               name, name),
                   2);
}

} // namespace flux::gen
