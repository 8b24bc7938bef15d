#include <fmt/format.h>

#include "targets/ts/drizzle.hpp"

namespace flux::gen::ts {

std::string variable_name(std::string name) {
    if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

std::pair<std::string, std::string> drizzle_column(const Types& types, const TypeRef& type, const std::string& column_name,
                                                   Imports& imports) {
    const std::string name = quoted(column_name);
    const auto of = [&](const std::string& function) {
        imports.value("drizzle-orm/pg-core", function);
        return function;
    };
    const Settings& settings = types.settings();
    if (type.array || types.overrides().for_type(type.name)) return {};
    if (const Enum* known = types.schema().enumeration(type.name); known && !known->labels.empty()) {
        if (settings.is("enum_style", "ts_enum")) return {};
        return {variable_name(types.names().of(type.name)) + "Enum(" + name + ")", types.names().of(type.name)};
    }
    if (!type.builtin() || !types.map().knows(type)) return {};
    const std::string& column = types.map().cell(type.name.name, "drizzle");
    const std::string codec = types.codec(type.name.name);
    if (type.is("int8"))
        return {fmt::format("{}({}, {{ mode: {} }})", of("bigint"), name, quoted(settings.text("bigint"))),
                settings.text("bigint")};
    if (column.empty() || codec.ends_with("_Date") || codec == "numeric_number") return {};
    std::string more;
    const auto say = [&](const std::string& text) { more += (more.empty() ? ", { " : ", ") + text; };
    if ((type.is("varchar") || type.is("bpchar")) && !type.modifiers.empty())
        say(fmt::format("length: {}", type.modifiers[0]));
    else if (type.is("bpchar"))
        return {};
    if (type.is("numeric") && type.modifiers.size() == 2)
        say(fmt::format("precision: {}, scale: {}", type.modifiers[0], type.modifiers[1]));
    if (type.is("timestamp") || type.is("timestamptz")) say("mode: \"string\"");
    if (type.is("timestamptz") || type.is("timetz")) say("withTimezone: true");
    const bool time = column == "timestamp" || column == "time";
    if (time && !type.modifiers.empty()) say(fmt::format("precision: {}", type.modifiers[0]));
    const char* value = codec == "bool" ? "boolean" : codec == "number" ? "number" : "string";
    return {fmt::format("{}({}{})", of(column), name, more.empty() ? "" : more + " }"), value};
}

} // namespace flux::gen::ts
