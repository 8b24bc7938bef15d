// What belongs to the database rather than to a schema: schemas themselves, extensions, languages, access
// methods, foreign servers, event triggers, publications, roles. Schemas, extensions and roles come first,
// for anything may need them.
#include "core/source/statement.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

void need_functions_of_options(Statement& s, Tree options) {
    for (Tree option : elements(options))
        if (const auto parts = strings(field(untagged(option), "arg")); !parts.empty())
            s.need(name_of(Space::routine, parts));
}

} // namespace

void create_schema(Statement& s, Tree node) {
    std::string name = text(node, "schemaname");
    if (name.empty()) name = text(untagged(field(node, "authrole")), "rolename");
    s.define({Space::schema, {}, name, {}});
    Analysis inner;
    Statement elements_of(inner, s.statement_text);
    for (Tree element : elements(field(node, "schemaElts"))) analyse_tree(elements_of, element);
    if (elements(field(node, "schemaElts")).empty()) {
        s.a.phase = Analysis::Phase::prelude;
        return;
    }
    const auto take = [&](std::vector<Name>& from, std::vector<Name>& into) {
        for (Name& found : from) {
            if (found.schema.empty() && has_schema(found.space)) found.schema = name;
            into.push_back(std::move(found));
        }
    };
    take(inner.defines, s.a.defines);
    take(inner.needs, s.a.needs);
    take(inner.soft_needs, s.a.soft_needs);
    take(inner.foreign_key_needs, s.a.foreign_key_needs);
    take(inner.foreign_key_defines, s.a.foreign_key_defines);
}

void create_extension(Statement& s, Tree node) {
    s.a.phase = Analysis::Phase::prelude;
    s.define({Space::extension, {}, text(node, "extname"), {}});
    for (Tree option : elements(field(node, "options")))
        if (text(untagged(option), "defname") == "schema")
            s.need({Space::schema, {}, text(untagged(field(untagged(option), "arg")), "sval"), {}});
}

void create_language(Statement& s, Tree node) {
    s.define({Space::language, {}, text(node, "plname"), {}});
    for (const auto* key : {"plhandler", "plinline", "plvalidator"})
        s.need(name_of(Space::routine, strings(field(node, key))));
}

void create_access_method(Statement& s, Tree node) {
    s.define({Space::access_method, {}, text(node, "amname"), {}});
    s.need(name_of(Space::routine, strings(field(node, "handler_name"))));
}

void create_foreign_data_wrapper(Statement& s, Tree node) {
    s.define({Space::foreign_data_wrapper, {}, text(node, "fdwname"), {}});
    need_functions_of_options(s, field(node, "func_options"));
}

void create_server(Statement& s, Tree node) {
    s.define({Space::server, {}, text(node, "servername"), {}});
    s.need({Space::foreign_data_wrapper, {}, text(node, "fdwname"), {}});
}

void create_user_mapping(Statement& s, Tree node) {
    s.need({Space::server, {}, text(node, "servername"), {}});
}

void alter_foreign_data_wrapper(Statement& s, Tree node) {
    s.alter({Space::foreign_data_wrapper, {}, text(node, "fdwname"), {}}, Alteration::Effect::attribute);
    need_functions_of_options(s, field(node, "func_options"));
}

void alter_server(Statement& s, Tree node) {
    s.alter({Space::server, {}, text(node, "servername"), {}}, Alteration::Effect::attribute);
}

void create_subscription(Statement& s, Tree node) {
    s.define({Space::subscription, {}, text(node, "subname"), {}});
}

void alter_subscription(Statement& s, Tree node) {
    s.alter({Space::subscription, {}, text(node, "subname"), {}}, Alteration::Effect::attribute);
}

void create_event_trigger(Statement& s, Tree node) {
    s.define({Space::event_trigger, {}, text(node, "trigname"), {}});
    s.need(name_of(Space::routine, strings(field(node, "funcname"))));
}

void create_publication(Statement& s, Tree node) {
    s.define({Space::publication, {}, text(node, "pubname"), {}});
    s.need_all(field(node, "pubobjects"));
    s.need_all(field(node, "tables"));
    for (Tree object : elements(field(node, "pubobjects")))
        if (text(untagged(object), "pubobjtype") == "PUBLICATIONOBJ_TABLES_IN_SCHEMA")
            s.need({Space::schema, {}, text(untagged(object), "name"), {}});
}

void alter_event_trigger(Statement& s, Tree node) {
    s.alter({Space::event_trigger, {}, text(node, "trigname"), {}}, Alteration::Effect::attribute);
}

void alter_publication(Statement& s, Tree node) {
    s.alter({Space::publication, {}, text(node, "pubname"), {}}, Alteration::Effect::attribute);
    s.need_all(field(node, "pubobjects"));
    s.need_all(field(node, "tables"));
}

void create_role(Statement& s, Tree node) {
    s.a.phase = Analysis::Phase::prelude;
    s.define({Space::role, {}, text(node, "role"), {}});
}

} // namespace flux::source
