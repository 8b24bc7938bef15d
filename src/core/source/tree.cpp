#include "core/source/tree.hpp"

namespace flux::source {
namespace {

const Tree kNothing;
const Tree kNoElements = Tree::array();

} // namespace

const Tree& field(const Tree& node, std::string_view name) {
    if (!node.is_object()) return kNothing;
    const auto found = node.find(name);
    return found == node.end() ? kNothing : *found;
}

bool has(const Tree& node, std::string_view name) {
    return !field(node, name).is_null();
}

std::string text(const Tree& node, std::string_view name) {
    const Tree& value = field(node, name);
    return value.is_string() ? value.get_ref<const std::string&>() : std::string();
}

bool flag(const Tree& node, std::string_view name) {
    const Tree& value = field(node, name);
    return value.is_boolean() && value.get<bool>();
}

std::string_view tag(const Tree& node) {
    if (!node.is_object() || node.size() != 1) return {};
    const std::string& key = node.begin().key();
    const bool is_tag = !key.empty() && key.front() >= 'A' && key.front() <= 'Z';
    return is_tag ? std::string_view(key) : std::string_view();
}

const Tree& untagged(const Tree& node) {
    return tag(node).empty() ? node : *node.begin();
}

const Tree& elements(const Tree& node) {
    if (node.is_array()) return node;
    const Tree& items = field(tag(node) == "List" ? untagged(node) : node, "items");
    return items.is_array() ? items : kNoElements;
}

std::vector<std::string> strings(const Tree& node) {
    std::vector<std::string> values;
    if (tag(node) == "String") return {text(untagged(node), "sval")};
    for (const Tree& element : elements(node))
        if (tag(element) == "String") values.push_back(text(untagged(element), "sval"));
    return values;
}

Name name_of(Name::Space space, const std::vector<std::string>& parts) {
    if (parts.empty()) return {space, {}, {}, {}};
    return {space, parts.size() > 1 ? parts[parts.size() - 2] : std::string(), parts.back(), {}};
}

Name relation_of(const Tree& range_var) {
    const Tree& range = untagged(range_var);
    return {Name::Space::relation, text(range, "schemaname"), text(range, "relname"), {}};
}

} // namespace flux::source
