#include "core/source/resolve.hpp"

#include <limits>

#include "core/source/lexer.hpp"
#include "core/source/order.hpp"

namespace flux::source {
namespace {

constexpr NameId kAmbiguous = std::numeric_limits<NameId>::max();

// Names hold no zero byte, so that it separates.
std::string key(const Name& name, bool with_schema) {
    std::string text(1, static_cast<char>('A' + static_cast<int>(name.space)));
    if (with_schema) text += name.schema;
    text += '\0';
    text += name.parent;
    text += '\0';
    text += name.name;
    return text;
}

// The schemas that things are created in and found in: not "$user" and not the system's.
std::vector<std::string> schemas_of(const Setting& setting) {
    std::vector<std::string> schemas;
    for (const std::string& value : setting.values) {
        std::size_t from = 0;
        for (Token token = next_token(value, from); token.start < value.size();
             token = next_token(value, from)) {
            from = token.end;
            if (!is_identifier(token)) continue;
            std::string schema = setting.values.size() > 1 ? value : identifier_value(value, token);
            if (schema != "$user" && schema != "pg_catalog" && schema != "pg_temp")
                schemas.push_back(std::move(schema));
            if (setting.values.size() > 1) break;
        }
    }
    return schemas;
}

} // namespace

std::vector<std::vector<std::string>> search_paths(std::span<const Analysis> statements) {
    std::vector<std::vector<std::string>> paths;
    paths.reserve(statements.size());
    std::vector<std::string> path;
    for (const Analysis& statement : statements) {
        if (statement.setting && to_lower(statement.setting->name) == "search_path")
            path = schemas_of(*statement.setting);
        paths.push_back(path);
    }
    return paths;
}

Resolver::Resolver(std::span<const Analysis> statements, std::string_view default_schema)
    : default_schema_(default_schema), paths_(search_paths(statements)) {
    for (std::size_t i = 0; i < statements.size(); i++) {
        for (const auto* names :
             {&statements[i].defines, &statements[i].foreign_key_defines, &statements[i].drops})
            for (const Name& name : *names) intern(qualified(i, name));
    }
}

void Resolver::intern(const Name& name) {
    const auto [found, is_new] = ids_.try_emplace(key(name, true), names_.size());
    if (!is_new) return;
    const auto [same, is_only] = by_short_name_.try_emplace(key(name, false), names_.size());
    if (!is_only) same->second = kAmbiguous;
    names_.push_back(name);
}

Name Resolver::qualified(std::size_t statement, Name name) const {
    if (name.schema.empty() && has_schema(name.space))
        name.schema = paths_[statement].empty() ? default_schema_ : paths_[statement].front();
    return name;
}

std::optional<NameId> Resolver::find(const Name& name) const {
    const auto found = ids_.find(key(name, true));
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

NameId Resolver::defined(std::size_t statement, const Name& name) const {
    return ids_.at(key(qualified(statement, name), true));
}

std::optional<NameId> Resolver::used(std::size_t statement, const Name& name) const {
    if (!name.schema.empty() || !has_schema(name.space)) return find(name);
    Name candidate = name;
    for (const std::string& schema : paths_[statement]) {
        candidate.schema = schema;
        if (const auto id = find(candidate)) return id;
    }
    candidate.schema = default_schema_;
    if (const auto id = find(candidate)) return id;
    const auto found = by_short_name_.find(key(name, false));
    return found == by_short_name_.end() || found->second == kAmbiguous ? std::nullopt
                                                                        : std::optional(found->second);
}

} // namespace flux::source
