#include "core/source/statement.hpp"

#include <algorithm>
#include <array>

namespace flux::source {
namespace {

using Space = Name::Space;

struct ObjectType {
    std::string_view tag;
    Space space;
};
constexpr std::array<ObjectType, 40> kObjectTypes = {{
    {"OBJECT_TABLE", Space::relation},
    {"OBJECT_VIEW", Space::relation},
    {"OBJECT_MATVIEW", Space::relation},
    {"OBJECT_INDEX", Space::relation},
    {"OBJECT_SEQUENCE", Space::relation},
    {"OBJECT_FOREIGN_TABLE", Space::relation},
    {"OBJECT_COLUMN", Space::relation},
    {"OBJECT_TYPE", Space::type},
    {"OBJECT_DOMAIN", Space::type},
    {"OBJECT_ATTRIBUTE", Space::type},
    {"OBJECT_FUNCTION", Space::routine},
    {"OBJECT_PROCEDURE", Space::routine},
    {"OBJECT_ROUTINE", Space::routine},
    {"OBJECT_AGGREGATE", Space::routine},
    {"OBJECT_OPERATOR", Space::oper},
    {"OBJECT_OPCLASS", Space::operator_class},
    {"OBJECT_OPFAMILY", Space::operator_family},
    {"OBJECT_COLLATION", Space::collation},
    {"OBJECT_CONVERSION", Space::conversion},
    {"OBJECT_STATISTIC_EXT", Space::statistics},
    {"OBJECT_TSPARSER", Space::text_search_parser},
    {"OBJECT_TSDICTIONARY", Space::text_search_dictionary},
    {"OBJECT_TSTEMPLATE", Space::text_search_template},
    {"OBJECT_TSCONFIGURATION", Space::text_search_configuration},
    {"OBJECT_TABCONSTRAINT", Space::constraint},
    {"OBJECT_DOMCONSTRAINT", Space::constraint},
    {"OBJECT_TRIGGER", Space::trigger},
    {"OBJECT_POLICY", Space::policy},
    {"OBJECT_RULE", Space::rule},
    {"OBJECT_SCHEMA", Space::schema},
    {"OBJECT_EXTENSION", Space::extension},
    {"OBJECT_LANGUAGE", Space::language},
    {"OBJECT_ACCESS_METHOD", Space::access_method},
    {"OBJECT_FDW", Space::foreign_data_wrapper},
    {"OBJECT_FOREIGN_SERVER", Space::server},
    {"OBJECT_EVENT_TRIGGER", Space::event_trigger},
    {"OBJECT_PUBLICATION", Space::publication},
    {"OBJECT_SUBSCRIPTION", Space::subscription},
    {"OBJECT_ROLE", Space::role},
    {"OBJECT_DATABASE", Space::database},
}};

Name type_name(Tree object) {
    if (has(untagged(object), "names"))
        return name_of(Space::type, strings(field(untagged(object), "names")));
    return name_of(Space::type, strings(object));
}

Name domain_constraint(Tree object) {
    Tree parts = elements(object);
    if (parts.size() != 2) return {};
    const Name domain = type_name(parts[0]);
    return {Space::constraint, domain.schema, text(untagged(parts[1]), "sval"), domain.name};
}

// The last part names it, the ones before name its table.
Name part_of_relation(Space space, std::vector<std::string> parts) {
    if (parts.size() < 2) return name_of(space, parts);
    const std::string own = parts.back();
    parts.pop_back();
    const Name relation = name_of(Space::relation, parts);
    return {space, relation.schema, own, relation.name};
}

Name listed_name(std::string_view object_type, Space space, Tree object) {
    if (has(untagged(object), "relname")) return relation_of(object);
    if (has(untagged(object), "objname")) return name_of(space, strings(field(untagged(object), "objname")));
    std::vector<std::string> parts = strings(object);
    if (object_type == "OBJECT_COLUMN") {
        parts.resize(parts.empty() ? 0 : parts.size() - 1);
        return name_of(space, parts);
    }
    if (object_type == "OBJECT_OPCLASS" || object_type == "OBJECT_OPFAMILY")
        parts.erase(parts.begin(), parts.begin() + (parts.empty() ? 0 : 1)); // the access method comes first
    return name_of(space, parts);
}

// A prefix of at most `bytes` bytes that cuts no UTF-8 character in two.
std::string_view clip(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) bytes--;
    return text.substr(0, bytes);
}

} // namespace

void Statement::define(Name name) {
    if (!name.name.empty()) a.defines.push_back(std::move(name));
}

void Statement::need(Name name) {
    if (!name.name.empty() && name.schema != "pg_catalog") a.needs.push_back(std::move(name));
}

void Statement::soft_need(Name name) {
    if (!name.name.empty() && name.schema != "pg_catalog") a.soft_needs.push_back(std::move(name));
}

void Statement::drop(Name name) {
    if (!name.name.empty()) a.drops.push_back(std::move(name));
}

Alteration& Statement::alter(Name object, Alteration::Effect effect) {
    need(object);
    a.alters.push_back({std::move(object), effect, {}, {}, false});
    return a.alters.back();
}

void Statement::define_type(const Name& type) {
    define({Space::type, type.schema, type.name, {}});
    define({Space::type, type.schema, "_" + type.name, {}});
}

void Statement::define_relation(const Name& relation) {
    define(relation);
    define_type(relation);
}

Name::Space space_of(std::string_view object_type) {
    const auto* found =
        std::find_if(kObjectTypes.begin(), kObjectTypes.end(),
                     [&](const ObjectType& candidate) { return candidate.tag == object_type; });
    return found == kObjectTypes.end() ? Space::other : found->space;
}

std::optional<Name> object_name(std::string_view object_type, Tree object) {
    const Space space = space_of(object_type);
    if (object_type == "OBJECT_CAST" || object_type == "OBJECT_TRANSFORM") {
        Tree parts = elements(object);
        return pair_name(object_type == "OBJECT_CAST" ? Space::cast : Space::transform, parts[0], parts[1]);
    }
    if (object_type == "OBJECT_TABLESPACE") return name_of(Space::tablespace, strings(object));
    if (object_type == "OBJECT_DOMCONSTRAINT") return domain_constraint(object);
    if (space == Space::other) return std::nullopt;
    if (space == Space::constraint || space == Space::trigger || space == Space::policy ||
        space == Space::rule)
        return part_of_relation(space, strings(object));
    if (space == Space::type) return type_name(object);
    return listed_name(object_type, space, object);
}

Name pair_name(Name::Space space, Tree first, Tree second) {
    const auto name = [](Tree part) {
        return tag(part) == "String" ? text(untagged(part), "sval") : type_name(part).name;
    };
    return {space, {}, name(first) + " " + name(second), {}};
}

Name parent_relation(const Name& name) {
    return {Space::relation, name.schema, name.parent, {}};
}

std::string made_up_name(std::string_view name1, std::string_view name2, std::string_view label) {
    constexpr std::size_t kMaxName = 63;
    const std::size_t overhead = label.size() + 1 + (name2.empty() ? 0 : 1);
    std::size_t length1 = name1.size(), length2 = name2.size();
    while (length1 + length2 + overhead > kMaxName) (length1 > length2 ? length1 : length2)--;
    std::string name(clip(name1, length1));
    if (!name2.empty()) name.append("_").append(clip(name2, length2));
    return name.append("_").append(label);
}

} // namespace flux::source
