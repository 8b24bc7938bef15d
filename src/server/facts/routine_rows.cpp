#include "server/facts/routine_rows.hpp"

#include <charconv>

#include "core/text/array.hpp"
#include "server/pg/catalog_queries.hpp"

namespace flux::facts {
namespace {

template <class Number = Oid> Number number(const std::optional<std::string>& text) {
    Number value = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

// Defaults belong to the last of the arguments that a caller gives.
constexpr const char* kRoutines = R"(
SELECT p.oid, n.nspname, p.proname, p.prokind, p.proretset, p.prorettype, p.pronargs - p.pronargdefaults AS required,
       g.types, g.modes, g.names
FROM pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
CROSS JOIN LATERAL (
    SELECT array_agg(a.type::text ORDER BY a.place) AS types,
           array_agg(COALESCE(p.proargmodes[a.place], 'i')::text ORDER BY a.place) AS modes,
           array_agg(COALESCE(p.proargnames[a.place], '') ORDER BY a.place) AS names
    FROM unnest(COALESCE(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS a (type, place)) AS g
WHERE p.oid = ANY ($1))";

constexpr Oid kRecord = 2249, kVoid = 2278, kTrigger = 2279, kEventTrigger = 3838;

bool is_input(const StoredRoutine::Argument& argument) { return argument.mode != 'o' && argument.mode != 't'; }
bool is_output(const StoredRoutine::Argument& argument) { return argument.mode != 'i' && argument.mode != 'v'; }

std::vector<StoredRoutine::Argument> arguments_of(const Row& row) {
    std::vector<StoredRoutine::Argument> out;
    if (!row.at("types")) return out;
    const auto types = parse_array(*row.at("types")), modes = parse_array(*row.at("modes")), names = parse_array(*row.at("names"));
    int required = number<int>(row.at("required"));
    for (std::size_t i = 0; i < types.size(); ++i) {
        StoredRoutine::Argument argument{names[i], modes[i].front(), {number(types[i]), -1}, false};
        if (is_input(argument)) argument.optional = required-- <= 0;
        out.push_back(argument);
    }
    return out;
}

std::string kind_of(char kind) {
    switch (kind) {
    case 'p': return "procedure";
    case 'a': return "aggregate";
    case 'w': return "window";
    default: return "function";
    }
}

std::string mode_of(char mode) {
    switch (mode) {
    case 'b': return "inout";
    case 'v': return "variadic";
    default: return "in";
    }
}

void describe_result(const StoredRoutine& stored, const TypeReader& types, Routine& out) {
    std::vector<Attribute> columns;
    for (const auto& argument : stored.arguments) {
        if (!is_output(argument)) continue;
        // The server calls a column without a name by its number.
        const std::string name = argument.name.empty() ? "column" + std::to_string(columns.size() + 1) : argument.name;
        columns.push_back({name, types.use(argument.type)});
    }
    const Oid result = stored.result.type;
    if (result == kTrigger || result == kEventTrigger) {
        out.returns = "trigger";
    } else if (stored.kind == 'p' || columns.size() > 1 || (columns.size() == 1 && result == kRecord)) {
        out.returns = columns.empty() ? "void" : "row";
        out.columns = columns;
    } else if (result == kVoid) {
        out.returns = "void";
    } else if (result == kRecord) {
        out.returns = "record";
    } else {
        out.returns = types.is_row(result) ? "row" : "value";
        out.type = types.use(stored.result);
        out.columns = types.is_row(result) ? types.attributes(result) : columns;
        if (out.columns.empty()) out.columns.push_back({stored.name, *out.type});
    }
}

} // namespace

std::map<Oid, StoredRoutine> read_routines(pg::CatalogQueries& catalog, const std::vector<Oid>& oids) {
    std::map<Oid, StoredRoutine> out;
    const Rows rows = catalog.query(kRoutines, {oids});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row row = rows[i];
        out[number(row.at("oid"))] = {*row.at("nspname"), *row.at("proname"), row.at("prokind")->front(),
                                      row.at("proretset") == "t", {number(row.at("prorettype")), -1}, arguments_of(row)};
    }
    return out;
}

void ask_types(const StoredRoutine& stored, TypeReader& types) {
    types.ask(stored.result);
    for (const auto& argument : stored.arguments) types.ask(argument.type);
}

Routine describe(const StoredRoutine& stored, const std::string& args, const TypeReader& types) {
    Routine out;
    out.schema = stored.schema;
    out.name = stored.name;
    out.args = args;
    out.kind = kind_of(stored.kind);
    out.set = stored.set;
    for (const auto& argument : stored.arguments)
        if (is_input(argument))
            out.arguments.push_back({argument.name.empty() ? std::nullopt : std::optional(argument.name), mode_of(argument.mode),
                                     types.use(argument.type), argument.optional});
    describe_result(stored, types, out);
    return out;
}

} // namespace flux::facts
