// Tags of fields: what each library that reads them is told of a column.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "names/words.hpp"
#include "targets/diagram.hpp"
#include "targets/go/emit.hpp"

namespace flux::gen::go {
namespace {

// encoding/json ignores a tag whose name holds other signs.
bool json_takes(const std::string& name) {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80 &&
               (std::isalnum(static_cast<unsigned char>(c)) ||
                std::string_view("!#$%&()*+-./:;<=>?@[]^_{|}~ ").find(c) != std::string_view::npos);
    });
}

std::string in_case(const std::string& name, const Settings& settings) {
    if (settings.is("json_case", "camel")) return to_case(name, Case::camel);
    if (settings.is("json_case", "snake")) return to_case(name, Case::snake);
    if (settings.is("json_case", "pascal")) return to_case(name, Case::pascal);
    return name;
}

// `key:"value"`.
std::string pair(const char* key, const std::string& value) {
    std::string out;
    for (const char c : value) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return fmt::format("{}:\"{}\"", key, out);
}

// The whole tag, in back quotes where it has none.
std::string tag(const std::vector<std::string>& pairs) {
    std::string text;
    for (const std::string& each : pairs) text += (text.empty() ? "" : " ") + each;
    if (text.empty()) return {};
    if (text.find('`') == std::string::npos) return "`" + text + "`";
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

bool written_by_server(const Column& column) {
    return column.generated || column.identity == "always" || !(column.insertable || column.updatable);
}

std::string gorm(const Relation& relation, const Column& column) {
    std::string name;
    for (const char c : column.name) name += c == ';' ? std::string("\\;") : std::string(1, c);
    std::string out = "column:" + name;
    if (in_key(relation, column.name)) out += ";primaryKey";
    if (column.identity) out += ";autoIncrement";
    out += ";type:" + type_text(column.type);
    if (column.not_null && !in_key(relation, column.name)) out += ";not null";
    if (is_unique(relation, column.name)) out += ";unique";
    if (column.default_sql && !column.generated) out += ";default:(-)";
    if (column.generated || relation.is_view()) out += ";->";
    return out;
}

std::string bun(const Relation& relation, const Column& column, const std::string& type) {
    std::string out = column.name;
    if (in_key(relation, column.name)) out += ",pk";
    if (column.identity) out += ",autoincrement";
    if (written_by_server(column) && !column.identity) out += ",scanonly";
    if (column.type.array) out += ",array";
    const bool holds_null = !column.not_null && type[0] != '*' && !column.type.array;
    if (holds_null || column.default_sql || column.identity) out += ",nullzero";
    return out;
}

// Only what PostgreSQL itself would refuse: 0 and "" are values.
std::string validate(const Column& column, const std::string& type) {
    const bool nil = type[0] == '*' || type.starts_with("[]");
    const bool text = type == "string" || type == "*string";
    std::string out;
    if (text && !column.allowed.empty()) {
        const auto sayable = [](const std::string& value) {
            return value.find_first_of("'\",|\\") == std::string::npos && !value.empty();
        };
        if (std::all_of(column.allowed.begin(), column.allowed.end(), sayable)) {
            for (const std::string& value : column.allowed)
                out += (out.empty() ? "oneof=" : " ") +
                       (value.find(' ') == std::string::npos ? value : "'" + value + "'");
        }
    }
    if (text && out.empty() && (column.type.is("varchar") || column.type.is("bpchar")) &&
        column.type.modifiers.size() == 1)
        out = fmt::format("max={}", column.type.modifiers[0]);
    if (column.not_null && type.starts_with("[]")) return "required" + (out.empty() ? "" : "," + out);
    return out.empty() ? out : (nil && !column.not_null ? "omitempty," : "") + out;
}

} // namespace

std::vector<std::string> json_names(const Types& types, const std::vector<std::string>& columns,
                                    const std::vector<std::string>& fields) {
    std::vector<std::string> wishes;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string wanted = in_case(columns[i], types.settings());
        const bool takes = !wanted.empty() && wanted != "-" && (is_identifier(wanted) || json_takes(wanted));
        wishes.push_back(takes ? wanted : fields[i]);
    }
    return field_names(columns, wishes, {});
}

std::string json_tag(const Types& types, const std::string& json, const char* more) {
    if (!types.settings().has("tags", "json")) return {};
    return tag({pair("json", json + more)});
}

std::string row_tag(const Types& types, const Relation& relation, const Column& column,
                    const std::string& json, const std::string& type) {
    const Settings& settings = types.settings();
    std::vector<std::string> pairs = {pair("db", column.name)};
    if (settings.has("tags", "json")) {
        const bool empty = settings.is("omitempty", "all") ||
                           (settings.is("omitempty", "nullable") && !types.not_null(relation, column));
        pairs.push_back(pair("json", json + (empty ? ",omitempty" : "")));
    }
    if (settings.has("tags", "gorm")) pairs.push_back(pair("gorm", gorm(relation, column)));
    if (settings.has("tags", "bun")) pairs.push_back(pair("bun", bun(relation, column, type)));
    if (settings.has("tags", "validate")) {
        const std::string rule = validate(column, type);
        if (!rule.empty()) pairs.push_back(pair("validate", rule));
    }
    return tag(pairs);
}

} // namespace flux::gen::go
