#include "core/kinds/procedure.hpp"

#include <algorithm>

#include "core/kinds/named_object.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return routine_columns() + "," + routine_body_columns() + routine_source("'p'");
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Procedure>(row));
}

// Why the modes are spelled out where there are OUT arguments: without them PostgreSQL 14 and later look for
// a procedure by its inputs and by all its arguments, and may find two.
std::string target(const Object& object) {
    const auto& arguments = object.as<Procedure>().arguments;
    if (std::all_of(arguments.begin(), arguments.end(), [](const Argument& a) { return a.is_input(); }))
        return "PROCEDURE " + object.id.qualified() + "(" + object.id.args + ")";
    std::vector<std::string> types;
    for (const Argument& argument : arguments)
        types.push_back((argument.is_input() ? "IN " : "OUT ") + argument.type);
    return "PROCEDURE " + object.id.qualified() + "(" + join(types) + ")";
}

void define(const Object& object, const char* verb, Script& script) {
    const auto& p = object.as<Procedure>();
    std::string sql =
        verb + (" PROCEDURE " + signature(object, p.arguments)) + "\n    LANGUAGE " + quote_ident(p.language);
    if (!p.transforms.empty()) sql += "\n    TRANSFORM FOR TYPE " + join(p.transforms, ", FOR TYPE ");
    if (p.security_definer) sql += "\n    SECURITY DEFINER";
    for (const std::string& setting : p.settings) sql += "\n    " + set_clause(setting);
    script.add(sql + body_clause(p));
}

void create(const Creation& creation, Script& script) {
    define(creation.object, "CREATE", script);
}

void alter(const Alteration& alteration, Script& script) {
    const auto& from = alteration.from.as<Procedure>();
    const auto& to = alteration.to.as<Procedure>();
    Changes& changes = alteration.changes;
    if (!can_replace_arguments(from.arguments, to.arguments)) return;
    if (needs_definition(changes)) {
        take_all(changes);
        return define(alteration.to, "CREATE OR REPLACE", script);
    }
    std::vector<std::string> clauses;
    if (changes.take("security_definer"))
        clauses.push_back(to.security_definer ? "SECURITY DEFINER" : "SECURITY INVOKER");
    if (changes.take("settings"))
        for (const std::string& clause : setting_changes(from.settings, to.settings))
            clauses.push_back(clause);
    if (!clauses.empty()) script.add("ALTER " + target(alteration.to) + " " + join(clauses, " "));
}

// A body that the server has parsed is tied to the columns that it names.
Reaction react(const Object& object, Facet, const Object&, Cause cause) {
    return cause == Cause::converted && !object.as<Procedure>().sql_body ? Reaction::none : Reaction::replace;
}

std::vector<std::pair<std::string, std::string>> soft_uses(const Object& object) {
    Script script;
    define(object, "CREATE", script);
    return names_in_text(object.as<Procedure>(), script.statements().front().sql);
}

} // namespace

const Ops procedure = {
    .kind = Kind::procedure,
    .name = "procedure",
    .plural = "procedures",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop_named,
    .rename = rename_named,
    .react = react,
    .soft_uses = soft_uses,
    .acl_type = 'f',
    .catalog = "pg_proc",
    .letter_column = "prokind",
    .letters = "p",
    .shares_routine_names = true,
};

} // namespace flux::kinds
