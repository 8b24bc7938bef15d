#include "core/kinds/routine.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/source/body.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

using Settings = std::map<std::string, std::string>;

Settings parsed(const std::vector<std::string>& settings) {
    Settings out;
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        out[setting.substr(0, equals)] = setting.substr(equals + 1);
    }
    return out;
}

// The server's settings whose value is a list of names, each quoted where it must be (GUC_LIST_QUOTE).
bool is_list(const std::string& name) {
    static const std::set<std::string> lists = {"local_preload_libraries",   "search_path",
                                                "session_preload_libraries", "shared_preload_libraries",
                                                "temp_tablespaces",          "unix_socket_directories"};
    return lists.contains(name);
}

// Reads `a, "b c"` as the server's SplitGUCList does.
std::vector<std::string> split_names(const std::string& value) {
    std::vector<std::string> out;
    std::size_t at = 0;
    const auto skip = [&](std::string_view what) {
        at = std::min(value.find_first_not_of(what, at), value.size());
    };
    for (skip(" "); at < value.size(); skip(", ")) {
        std::string name;
        if (value[at] == '"') {
            for (++at;
                 at < value.size() && (value[at] != '"' || (at + 1 < value.size() && value[at + 1] == '"'));
                 ++at) {
                if (value[at] == '"') ++at;
                name += value[at];
            }
            ++at;
        } else {
            const std::size_t end = std::min(value.find(',', at), value.size());
            name = value.substr(at, end - at);
            name.erase(name.find_last_not_of(' ') + 1);
            at = end;
        }
        out.push_back(name);
    }
    return out;
}

std::string set_to(const std::string& name, const std::string& value) {
    std::string text;
    if (is_list(name)) {
        for (const std::string& each : split_names(value))
            text += (text.empty() ? "" : ", ") + quote_literal(each);
        if (text.empty()) text = "''";
    } else {
        text = quote_literal(value);
    }
    return "SET " + quote_ident(name) + " TO " + text;
}

std::vector<Argument> select(const std::vector<Argument>& arguments, bool inputs) {
    std::vector<Argument> out;
    std::copy_if(arguments.begin(), arguments.end(), std::back_inserter(out),
                 [&](const Argument& a) { return a.is_input() == inputs; });
    return out;
}

// A default's own type may not change, and under such an argument it can.
bool is_polymorphic(const std::string& type) {
    return type.starts_with("any") || type.starts_with("\"any");
}

bool can_replace_input(const Argument& from, const Argument& to) {
    if (from.mode != to.mode || from.type != to.type) return false;
    if (from.name && from.name != to.name) return false;
    if (from.default_value && !to.default_value) return false;
    return !is_polymorphic(from.type) || !from.default_value || from.default_value == to.default_value;
}

// The row that comes back: inout arguments are part of it.
std::vector<std::pair<std::optional<std::string>, std::string>>
returned(const std::vector<Argument>& arguments) {
    std::vector<std::pair<std::optional<std::string>, std::string>> out;
    for (const Argument& a : arguments)
        if (!a.is_input() || a.mode == "inout") out.emplace_back(a.name, a.type);
    return out;
}

} // namespace

std::string routine_columns() {
    return R"(
SELECT 'pg_proc'::regclass::oid AS classid, p.oid AS objid, 0 AS objsubid,
       n.nspname::text AS schema, NULL AS parent, p.proname::text AS name,
       array_to_string(ARRAY(SELECT format_type(a.type, NULL)
                             FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, i) ORDER BY a.i), ', ') AS args,
       p.proowner AS owner, p.proacl AS acl,
       coalesce((SELECT json_agg(json_build_object(
                            'mode', CASE a.mode WHEN 'o' THEN 'out' WHEN 'b' THEN 'inout' WHEN 'v' THEN 'variadic'
                                                WHEN 't' THEN 'table' ELSE 'in' END,
                            'name', nullif(a.name, ''), 'type', format_type(a.type, NULL),
                            'default', pg_get_function_arg_default(p.oid, a.i::integer)) ORDER BY a.i)
                 FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargmodes::text[], p.proargnames)
                      WITH ORDINALITY AS a(type, mode, name, i)), '[]') AS arguments)";
}

std::string routine_body_columns() {
    return R"(
       l.lanname::text AS language, coalesce(p.prosrc, '') AS body, p.probin AS library,
       pg_get_function_sqlbody(p.oid) AS sql_body, p.prosecdef AS security_definer,
       ARRAY(SELECT s FROM unnest(p.proconfig) AS s ORDER BY s COLLATE "C") AS settings,
       ARRAY(SELECT format_type(t.type, NULL) FROM unnest(p.protrftypes) WITH ORDINALITY AS t(type, i)
             ORDER BY t.i) AS transforms)";
}

std::string routine_source(std::string_view prokinds, std::string_view joins) {
    return R"(
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang )" +
           std::string(joins) + R"(
WHERE p.prokind IN ()" +
           std::string(prokinds) + R"() AND p.pronamespace = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i'))";
}

std::string argument_text(const Argument& argument) {
    std::string out;
    if (argument.mode == "out") out += "OUT ";
    if (argument.mode == "inout") out += "INOUT ";
    if (argument.mode == "variadic") out += "VARIADIC ";
    if (argument.name) out += quote_ident(*argument.name) + " ";
    out += argument.type;
    if (argument.default_value) out += " DEFAULT " + argument.default_value->sql();
    return out;
}

std::string signature(const Object& object, const std::vector<Argument>& arguments) {
    std::vector<std::string> texts;
    for (const Argument& argument : arguments)
        if (argument.mode != "table") texts.push_back(argument_text(argument));
    return with_list(object.id.qualified(), texts, "");
}

std::string body_clause(const Routine& routine) {
    if (routine.sql_body) return "\n" + routine.sql_body->sql();
    if (routine.library)
        return "\n    AS " + quote_literal(*routine.library) + ", " + quote_literal(routine.body);
    if (routine.language == "internal") return "\n    AS " + quote_literal(routine.body);
    return "\n    AS " + dollar_quote(routine.body);
}

std::string set_clause(const std::string& setting) {
    const auto [name, value] = *parsed({setting}).begin();
    return set_to(name, value);
}

std::vector<std::string> setting_changes(const std::vector<std::string>& from,
                                         const std::vector<std::string>& to) {
    const Settings before = parsed(from), after = parsed(to);
    std::vector<std::string> out;
    for (const auto& [name, value] : before)
        if (!after.contains(name)) out.push_back("RESET " + quote_ident(name));
    for (const auto& [name, value] : after)
        if (const auto had = before.find(name); had == before.end() || had->second != value)
            out.push_back(set_to(name, value));
    return out;
}

bool can_replace_arguments(const std::vector<Argument>& from, const std::vector<Argument>& to) {
    const auto old_inputs = select(from, true), new_inputs = select(to, true);
    return std::equal(old_inputs.begin(), old_inputs.end(), new_inputs.begin(), new_inputs.end(),
                      can_replace_input) &&
           returned(from) == returned(to);
}

bool needs_definition(const Changes& changes) {
    return changes.has("arguments") || changes.has("language") || changes.has("body") ||
           changes.has("library") || changes.has("sql_body") || changes.has("transforms");
}

void take_all(Changes& changes) {
    const std::vector<AttributeChange> all = changes.rest();
    for (const AttributeChange& change : all) changes.take(change.name);
}

std::vector<std::pair<std::string, std::string>> names_in_text(const Routine& routine, const std::string& definition) {
    std::vector<std::pair<std::string, std::string>> out;
    if (routine.sql_body || routine.library) return out;
    for (const source::Name& name : source::names_in_body(routine.language, routine.body, definition))
        out.emplace_back(name.schema, name.name);
    return out;
}

} // namespace flux::kinds
