// Functions, procedures, aggregates, operators and what is built of them: operator classes and families,
// casts, transforms, conversions, text search objects.
#include "core/source/body.hpp"
#include "core/source/statement.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;
using Effect = Alteration::Effect;

// A name in a DEFINE list may be read as a type name, a list, a string or a function call.
std::vector<std::string> definition_name(Tree argument) {
    if (has(untagged(argument), "names")) return strings(field(untagged(argument), "names"));
    return strings(argument);
}

void need_function(Statement& s, Tree object_with_args) {
    Tree function = untagged(object_with_args);
    if (function.is_null()) return;
    s.need(name_of(Space::routine, strings(field(function, "objname"))));
    s.need_all(field(function, "objargs"));
}

void take_function_option(Statement& s, Tree option, std::string& language, std::string& body) {
    const std::string name = text(option, "defname");
    if (name == "language")
        language = text(untagged(field(option, "arg")), "sval");
    else if (name == "as") {
        const std::vector<std::string> parts = strings(field(option, "arg"));
        body = parts.empty() ? std::string() : parts.front();
    } else if (name == "support")
        s.need(name_of(Space::routine, definition_name(field(option, "arg"))));
}

Space defined_space(std::string_view kind) {
    return kind == "OBJECT_TYPE" ? Space::type : space_of(kind);
}

// What the argument of one clause in CREATE AGGREGATE, OPERATOR, TYPE … names.
void take_definition(Statement& s, Space defined, std::string_view clause, Tree argument) {
    const auto is_any = [&](auto... names) { return ((clause == names) || ...); };
    const std::vector<std::string> name = definition_name(argument);
    if (is_any("stype", "mstype", "basetype", "leftarg", "rightarg", "like", "element", "sfunc1_type"))
        s.need(name_of(Space::type, name));
    else if (is_any("collatable", "preferred", "category", "alignment", "storage", "provider", "locale",
                    "lc_collate", "lc_ctype", "deterministic", "version", "rules", "initcond", "minitcond",
                    "hypothetical", "parallel"))
        return;
    else if (is_any("commutator", "negator"))
        s.soft_need(name_of(Space::oper, name));
    else if (is_any("sortop"))
        s.need(name_of(Space::oper, name));
    else if (is_any("from", "copy"))
        s.need(name_of(defined, name));
    else if (is_any("template"))
        s.need(name_of(Space::text_search_template, name));
    else if (is_any("parser"))
        s.need(name_of(Space::text_search_parser, name));
    else if (!name.empty())
        s.need(name_of(Space::routine, name));
}

// CREATE AGGREGATE f(args): the arguments are the first element of a pair.
void need_aggregate_arguments(Statement& s, Tree node) {
    Tree arguments = elements(field(node, "args"));
    if (!arguments.empty()) s.need_all(arguments.front());
}

// Why: a type can be used without its casts and operator classes, but not for everything.
void complete_type(Statement& s, Tree type_name) {
    std::vector<Name> types;
    collect_type(type_name, types);
    for (Name& type : types) {
        s.need(type);
        if (type.space == Space::type)
            s.a.alters.push_back({std::move(type), Effect::completion, {}, {}, false});
    }
}

void take_class_items(Statement& s, Tree items) {
    for (Tree entry : elements(items)) {
        Tree item = untagged(entry);
        s.need_all(field(item, "storedtype"));
        s.need_all(field(item, "class_args"));
        Tree name = untagged(field(item, "name"));
        if (name.is_null()) continue;
        Tree kind = field(item, "itemtype");
        const bool is_operator = kind.text() == "1";
        s.need(name_of(is_operator ? Space::oper : Space::routine, strings(field(name, "objname"))));
        s.need_all(field(name, "objargs"));
        if (const std::vector<std::string> family = strings(field(item, "order_family")); !family.empty())
            s.need(name_of(Space::operator_family, family));
    }
}

} // namespace

void create_function(Statement& s, Tree node) {
    s.define(name_of(Space::routine, strings(field(node, "funcname"))));
    for (Tree parameter : elements(field(node, "parameters"))) {
        s.need_all(field(untagged(parameter), "argType"));
        s.need_all(field(untagged(parameter), "defexpr"));
    }
    s.need_all(field(node, "returnType"));
    s.need_all(field(node, "sql_body"));
    std::string language, body;
    for (Tree option : elements(field(node, "options")))
        take_function_option(s, untagged(option), language, body);
    s.need({Space::language, {}, language, {}});
    for (Name& name : names_in_body(language, body, s.statement_text)) s.soft_need(std::move(name));
}

void define_object(Statement& s, Tree node) {
    const std::string kind = text(node, "kind");
    const Space space = defined_space(kind);
    const Name defined = name_of(space, strings(field(node, "defnames")));
    if (space == Space::type)
        s.define_type(defined);
    else
        s.define(defined);
    if (kind == "OBJECT_AGGREGATE") need_aggregate_arguments(s, node);
    for (Tree entry : elements(field(node, "definition"))) {
        Tree clause = untagged(entry);
        take_definition(s, space, text(clause, "defname"), field(clause, "arg"));
    }
}

void create_operator_class(Statement& s, Tree node) {
    const std::vector<std::string> name = strings(field(node, "opclassname"));
    s.define(name_of(Space::operator_class, name));
    if (const std::vector<std::string> family = strings(field(node, "opfamilyname")); !family.empty())
        s.need(name_of(Space::operator_family, family));
    else
        s.define(name_of(Space::operator_family, name));
    s.need({Space::access_method, {}, text(node, "amname"), {}});
    complete_type(s, field(node, "datatype"));
    take_class_items(s, field(node, "items"));
}

void create_operator_family(Statement& s, Tree node) {
    s.define(name_of(Space::operator_family, strings(field(node, "opfamilyname"))));
    s.need({Space::access_method, {}, text(node, "amname"), {}});
}

void alter_operator_family(Statement& s, Tree node) {
    s.alter(name_of(Space::operator_family, strings(field(node, "opfamilyname"))), Effect::structure);
    take_class_items(s, field(node, "items"));
}

void create_cast(Statement& s, Tree node) {
    s.define(pair_name(Space::cast, field(node, "sourcetype"), field(node, "targettype")));
    complete_type(s, field(node, "sourcetype"));
    complete_type(s, field(node, "targettype"));
    need_function(s, field(node, "func"));
}

void create_transform(Statement& s, Tree node) {
    s.need_all(field(node, "type_name"));
    s.need({Space::language, {}, text(node, "lang"), {}});
    need_function(s, field(node, "fromsql"));
    need_function(s, field(node, "tosql"));
    std::vector<Name> types;
    collect_type(field(node, "type_name"), types);
    const std::string type = types.empty() ? std::string() : types.front().name;
    s.define({Space::transform, {}, type + " " + text(node, "lang"), {}});
}

void create_conversion(Statement& s, Tree node) {
    s.define(name_of(Space::conversion, strings(field(node, "conversion_name"))));
    s.need(name_of(Space::routine, strings(field(node, "func_name"))));
}

void alter_text_search_configuration(Statement& s, Tree node) {
    s.alter(name_of(Space::text_search_configuration, strings(field(node, "cfgname"))), Effect::structure);
    for (Tree dictionary : elements(field(node, "dicts")))
        s.need(name_of(Space::text_search_dictionary, strings(dictionary)));
}

void alter_text_search_dictionary(Statement& s, Tree node) {
    s.alter(name_of(Space::text_search_dictionary, strings(field(node, "dictname"))), Effect::structure);
}

} // namespace flux::source
