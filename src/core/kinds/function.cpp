#include "core/kinds/function.hpp"

#include <algorithm>

#include "core/kinds/named_object.hpp"
#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string query(int) {
    return routine_columns() + "," + routine_body_columns() + R"(,
       pg_get_function_result(p.oid) AS result, p.prokind = 'w' AS window,
       CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
       CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END AS parallel,
       p.proisstrict AS strict, p.proleakproof AS leakproof, p.procost::text AS cost, p.prorows::text AS rows,
       nullif(p.prosupport::text, '-') AS support)" +
           routine_source("'f', 'w'");
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Function>(row));
}

std::string target(const Object& object) {
    return "FUNCTION " + object.id.qualified() + "(" + object.id.args + ")";
}

std::string upper(std::string word) {
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return word;
}

bool returns_set(const Function& f) {
    return f.result.starts_with("SETOF ") || f.result.starts_with("TABLE(");
}

std::string default_cost(const Function& f) {
    return f.language == "c" || f.language == "internal" ? "1" : "100";
}

// What a planner of queries may know about the function, without what CREATE FUNCTION assumes by itself.
std::vector<std::string> properties(const Function& f) {
    std::vector<std::string> out;
    if (f.window) out.push_back("WINDOW");
    if (f.volatility != "volatile") out.push_back(upper(f.volatility));
    if (f.leakproof) out.push_back("LEAKPROOF");
    if (f.strict) out.push_back("STRICT");
    if (f.security_definer) out.push_back("SECURITY DEFINER");
    if (f.parallel != "unsafe") out.push_back("PARALLEL " + upper(f.parallel));
    if (f.cost != default_cost(f)) out.push_back("COST " + f.cost);
    if (returns_set(f) && f.rows != "1000") out.push_back("ROWS " + f.rows);
    if (f.support) out.push_back("SUPPORT " + *f.support);
    return out;
}

void define(const Object& object, const char* verb, Script& script) {
    const auto& f = object.as<Function>();
    std::string sql = verb + (" FUNCTION " + signature(object, f.arguments)) + "\n    RETURNS " + f.result +
                      "\n    LANGUAGE " + quote_ident(f.language);
    if (!f.transforms.empty()) sql += "\n    TRANSFORM FOR TYPE " + join(f.transforms, ", FOR TYPE ");
    if (const auto words = properties(f); !words.empty()) sql += "\n    " + join(words, " ");
    for (const std::string& setting : f.settings) sql += "\n    " + set_clause(setting);
    script.add(sql + body_clause(f));
}

void create(const Creation& creation, Script& script) {
    define(creation.object, "CREATE", script);
}

// ALTER FUNCTION, where the body and the signature stay as they are.
std::vector<std::string> property_changes(const Function& from, const Function& to, Changes& changes) {
    std::vector<std::string> out;
    if (changes.take("volatility")) out.push_back(upper(to.volatility));
    if (changes.take("strict")) out.push_back(to.strict ? "STRICT" : "CALLED ON NULL INPUT");
    if (changes.take("leakproof")) out.push_back(to.leakproof ? "LEAKPROOF" : "NOT LEAKPROOF");
    if (changes.take("security_definer"))
        out.push_back(to.security_definer ? "SECURITY DEFINER" : "SECURITY INVOKER");
    if (changes.take("parallel")) out.push_back("PARALLEL " + upper(to.parallel));
    if (changes.take("cost")) out.push_back("COST " + to.cost);
    if (changes.take("rows")) out.push_back("ROWS " + to.rows);
    if (changes.take("support")) out.push_back("SUPPORT " + *to.support);
    if (changes.take("settings"))
        for (const std::string& clause : setting_changes(from.settings, to.settings)) out.push_back(clause);
    return out;
}

void alter(const Alteration& alteration, Script& script) {
    const auto& from = alteration.from.as<Function>();
    const auto& to = alteration.to.as<Function>();
    Changes& changes = alteration.changes;
    if (changes.has("result") || changes.has("window") ||
        !can_replace_arguments(from.arguments, to.arguments))
        return;
    const bool loses_support = changes.has("support") && !to.support;
    if (needs_definition(changes) || loses_support) {
        take_all(changes);
        define(alteration.to, "CREATE OR REPLACE", script);
    } else if (const auto clauses = property_changes(from, to, changes); !clauses.empty()) {
        script.add("ALTER " + target(alteration.to) + " " + join(clauses, " "));
    }
}

// A body that the server has parsed is tied to the columns that it names.
Reaction react(const Object& object, Facet, const Object&, Cause cause) {
    return cause == Cause::converted && !object.as<Function>().sql_body ? Reaction::none : Reaction::replace;
}

std::vector<std::pair<std::string, std::string>> soft_uses(const Object& object) {
    Script script;
    define(object, "CREATE", script);
    return names_in_text(object.as<Function>(), script.statements().front().sql);
}

} // namespace

const Ops function = {
    .kind = Kind::function,
    .name = "function",
    .plural = "functions",
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
    .letters = "fw",
    .shares_routine_names = true,
};

} // namespace flux::kinds
