// The fields of a JSON object, where one that is not there, or is of another kind, is empty.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace flux::gen {

using nlohmann::json;

inline const json& list(const json& object, const char* key) {
    static const json none = json::array();
    const auto at = object.find(key);
    return at == object.end() || at->is_null() ? none : *at;
}

inline std::string text(const json& object, const char* key) {
    const auto at = object.find(key);
    return at == object.end() || !at->is_string() ? std::string() : at->get<std::string>();
}

inline std::optional<std::string> maybe(const json& object, const char* key) {
    const auto at = object.find(key);
    if (at == object.end() || !at->is_string()) return std::nullopt;
    return at->get<std::string>();
}

inline bool flag(const json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_boolean() && at->get<bool>();
}

inline std::vector<std::string> texts(const json& object, const char* key) {
    std::vector<std::string> out;
    for (const json& item : list(object, key))
        if (item.is_string()) out.push_back(item.get<std::string>());
    return out;
}

} // namespace flux::gen
