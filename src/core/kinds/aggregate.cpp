#include "core/kinds/aggregate.hpp"

#include <algorithm>

#include "core/text/list.hpp"
#include "core/text/quote.hpp"

namespace flux::kinds {
namespace {

std::string modify_column(const char* column, const char* name) {
    return std::string("CASE ") + column +
           " WHEN 'r' THEN 'read_only' WHEN 's' THEN 'shareable' ELSE 'read_write' END AS " + name;
}

std::string query(int) {
    return routine_columns() + R"(,
       pg_get_function_result(p.oid) AS result,
       CASE a.aggkind WHEN 'n' THEN 'normal' WHEN 'o' THEN 'ordered set' ELSE 'hypothetical set' END AS form,
       a.aggnumdirectargs AS direct_arguments, a.aggtransfn::text AS transition,
       format_type(a.aggtranstype, NULL) AS state, a.aggtransspace AS state_space,
       nullif(a.aggfinalfn::text, '-') AS final, a.aggfinalextra AS final_extra, )" +
           modify_column("a.aggfinalmodify", "final_modify") + R"(,
       nullif(a.aggcombinefn::text, '-') AS combine, nullif(a.aggserialfn::text, '-') AS serialize,
       nullif(a.aggdeserialfn::text, '-') AS deserialize, a.agginitval AS initial,
       nullif(a.aggmtransfn::text, '-') AS moving_transition, nullif(a.aggminvtransfn::text, '-') AS moving_inverse,
       CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END AS moving_state,
       a.aggmtransspace AS moving_state_space, nullif(a.aggmfinalfn::text, '-') AS moving_final,
       a.aggmfinalextra AS moving_final_extra, )" +
           modify_column("a.aggmfinalmodify", "moving_final_modify") + R"(, a.aggminitval AS moving_initial,
       (SELECT format('OPERATOR(%I.%s)', opn.nspname, o.oprname)
        FROM pg_operator o JOIN pg_namespace opn ON opn.oid = o.oprnamespace WHERE o.oid = a.aggsortop) AS sort_operator,
       CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END AS parallel)" +
           routine_source("'a'", "JOIN pg_aggregate a ON a.aggfnoid = p.oid");
}

Attributes read(const Row& row) {
    return Attributes(read_fields<Aggregate>(row));
}

// Why the last one can stand twice: (VARIADIC "any" ORDER BY VARIADIC "any") is stored as one argument.
std::string arguments_text(const Aggregate& a, std::string (*text)(const Argument&)) {
    std::vector<std::string> texts;
    for (const Argument& argument : a.arguments) texts.push_back(text(argument));
    if (a.form == "normal") return texts.empty() ? "*" : join(texts);
    const auto split = texts.begin() + std::min<std::ptrdiff_t>(a.direct_arguments, std::ssize(texts));
    const std::vector<std::string> direct(texts.begin(), split);
    const std::vector<std::string> ordered =
        split == texts.end() ? std::vector{texts.back()} : std::vector(split, texts.end());
    return join(direct) + (direct.empty() ? "" : " ") + "ORDER BY " + join(ordered);
}

std::string type_text(const Argument& argument) {
    return (argument.mode == "variadic" ? "VARIADIC " : "") + argument.type;
}

std::string target(const Object& object) {
    return "AGGREGATE " + object.id.qualified() + "(" + arguments_text(object.as<Aggregate>(), type_text) +
           ")";
}

std::string upper(std::string word) {
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return word;
}

class Options {
public:
    void add(const char* name, const std::string& value) {
        texts_.push_back(std::string(name) + " = " + value);
    }
    void add(const char* name, const std::optional<std::string>& value) {
        if (value) add(name, *value);
    }
    void literal(const char* name, const std::optional<std::string>& value) {
        if (value) add(name, quote_literal(*value));
    }
    void number(const char* name, std::int64_t value) {
        if (value != 0) add(name, std::to_string(value));
    }
    void flag(const char* name, bool value) {
        if (value) texts_.push_back(name);
    }
    const std::vector<std::string>& texts() const { return texts_; }

private:
    std::vector<std::string> texts_;
};

std::vector<std::string> options(const Aggregate& a) {
    const std::string usual_modify = a.form == "normal" ? "read_only" : "read_write";
    Options out;
    out.add("SFUNC", a.transition);
    out.add("STYPE", a.state);
    out.number("SSPACE", a.state_space);
    out.add("FINALFUNC", a.final);
    out.flag("FINALFUNC_EXTRA", a.final_extra);
    if (a.final && a.final_modify != usual_modify) out.add("FINALFUNC_MODIFY", upper(a.final_modify));
    out.add("COMBINEFUNC", a.combine);
    out.add("SERIALFUNC", a.serialize);
    out.add("DESERIALFUNC", a.deserialize);
    out.literal("INITCOND", a.initial);
    out.add("MSFUNC", a.moving_transition);
    out.add("MINVFUNC", a.moving_inverse);
    out.add("MSTYPE", a.moving_state);
    out.number("MSSPACE", a.moving_state_space);
    out.add("MFINALFUNC", a.moving_final);
    out.flag("MFINALFUNC_EXTRA", a.moving_final_extra);
    if (a.moving_final && a.moving_final_modify != usual_modify)
        out.add("MFINALFUNC_MODIFY", upper(a.moving_final_modify));
    out.literal("MINITCOND", a.moving_initial);
    out.add("SORTOP", a.sort_operator);
    if (a.parallel != "unsafe") out.add("PARALLEL", upper(a.parallel));
    out.flag("HYPOTHETICAL", a.form == "hypothetical set");
    return out.texts();
}

void define(const Object& object, const char* verb, Script& script) {
    const auto& a = object.as<Aggregate>();
    script.add(with_list(verb + (" AGGREGATE " + object.id.qualified()) + "(" +
                             arguments_text(a, argument_text) + ")",
                         options(a)));
}

void create(const Creation& creation, Script& script) {
    define(creation.object, "CREATE", script);
}

void alter(const Alteration& alteration, Script& script) {
    const auto& from = alteration.from.as<Aggregate>();
    const auto& to = alteration.to.as<Aggregate>();
    if (from.result != to.result || from.form != to.form || from.direct_arguments != to.direct_arguments ||
        !can_replace_arguments(from.arguments, to.arguments) || !alteration.changes.left())
        return;
    take_all(alteration.changes);
    define(alteration.to, "CREATE OR REPLACE", script);
}

void drop(const Object& object, Script& script) {
    script.add("DROP " + target(object));
}

void rename(const Object& from, const Identity& to, Script& script) {
    script.add("ALTER " + target(from) + " RENAME TO " + quote_ident(to.name));
}

// A composite type inside it that changes an attribute stays the same type.
Reaction react(const Object&, Facet, const Object&, Cause cause) {
    return cause == Cause::converted ? Reaction::none : Reaction::replace;
}

} // namespace

const Ops aggregate = {
    .kind = Kind::aggregate,
    .name = "aggregate",
    .plural = "aggregates",
    .query = query,
    .read = read,
    .target = target,
    .create = create,
    .alter = alter,
    .drop = drop,
    .rename = rename,
    .react = react,
    .acl_type = 'f',
    .grant_word = "FUNCTION", // GRANT knows no other word for it
    .catalog = "pg_proc",
    .letter_column = "prokind",
    .letters = "a",
    .shares_routine_names = true,
};

} // namespace flux::kinds
