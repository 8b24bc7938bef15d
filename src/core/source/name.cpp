#include "core/source/name.hpp"

#include <array>

namespace flux::source {
namespace {

constexpr std::array<std::string_view, 32> kSpaceNames = {"schema",
                                                          "relation",
                                                          "type",
                                                          "routine",
                                                          "operator",
                                                          "operator class",
                                                          "operator family",
                                                          "collation",
                                                          "conversion",
                                                          "statistics",
                                                          "text search parser",
                                                          "text search dictionary",
                                                          "text search template",
                                                          "text search configuration",
                                                          "constraint",
                                                          "trigger",
                                                          "policy",
                                                          "rule",
                                                          "extension",
                                                          "language",
                                                          "access method",
                                                          "foreign-data wrapper",
                                                          "server",
                                                          "event trigger",
                                                          "publication",
                                                          "subscription",
                                                          "cast",
                                                          "transform",
                                                          "role",
                                                          "tablespace",
                                                          "database",
                                                          "other"};

static_assert(kSpaceNames.size() == static_cast<std::size_t>(Name::Space::other) + 1);

} // namespace

bool has_schema(Name::Space space) {
    return space >= Name::Space::relation && space <= Name::Space::rule;
}

std::string_view to_string(Name::Space space) {
    return kSpaceNames[static_cast<std::size_t>(space)];
}

std::string to_string(const Name& name) {
    std::string text(to_string(name.space));
    text += ' ';
    if (!name.schema.empty()) text += name.schema + '.';
    if (!name.parent.empty()) text += name.parent + '.';
    return text + name.name;
}

} // namespace flux::source
