// Statements that look alike for every kind of object: COMMENT, OWNER, RENAME, SET SCHEMA, DROP, GRANT; and
// session settings.
#include <array>

#include "core/source/statement.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;
using Effect = Alteration::Effect;

// A tree that names one object: by "relation" or by "object".
std::optional<Name> target(Tree node, std::string_view type_field) {
    const std::string type = text(node, type_field);
    if (has(node, "relation")) return relation_of(field(node, "relation"));
    return object_name(type, field(node, "object"));
}

void need_parents(Statement& s, const Name& name) {
    if (name.parent.empty()) return;
    if (name.space == Space::constraint)
        s.soft_need({Space::type, name.schema, name.parent, {}}); // of a domain, or a table's row type
    else
        s.need(parent_relation(name));
}

// Objects renamed by their relation: the name itself is in "subname" (trigger, policy, rule, constraint).
std::optional<Name> renamed_part(Tree node, Space space) {
    const Name relation = relation_of(field(node, "relation"));
    return Name{space, relation.schema, text(node, "subname"), relation.name};
}

void rename_within(Statement& s, const Name& object, Tree node) {
    Alteration& alteration = s.alter(object, Effect::barrier);
    alteration.removes = {text(node, "subname")};
    alteration.adds = {text(node, "newname")};
}

void define_renamed(Statement& s, const Name& old_name, Name new_name) {
    s.need(old_name);
    s.drop(old_name);
    if (old_name.space == Space::relation) {
        s.drop({Space::type, old_name.schema, old_name.name, {}});
        s.define_relation(new_name);
    } else if (old_name.space == Space::type)
        s.define_type(new_name);
    else
        s.define(std::move(new_name));
}

// Of an A_Const, whatever its type: {"sval": {"sval": "x"}}, {"ival": {"ival": 1}}; zero has no inner field.
std::string constant(Tree node) {
    for (const std::string_view type : {"sval", "ival", "fval", "boolval"})
        if (Tree value = field(untagged(node), type); !value.is_null())
            return std::string(field(value, type).text());
    return {};
}

void alter_target(Statement& s, const std::optional<Name>& object, Effect effect) {
    if (!object) return;
    s.alter(*object, effect);
    need_parents(s, *object);
}

} // namespace

void comment(Statement& s, Tree node) {
    alter_target(s, object_name(text(node, "objtype"), field(node, "object")), Effect::attribute);
    s.need_all(field(node, "object"));
}

void alter_owner(Statement& s, Tree node) {
    alter_target(s, target(node, "objectType"), Effect::attribute);
    s.need_all(field(untagged(field(node, "object")), "objargs"));
}

void alter_by_object(Statement& s, Tree node) {
    Tree function = field(node, "func");
    Tree oper = field(node, "opername");
    if (!function.is_null())
        alter_target(s, object_name("OBJECT_FUNCTION", function), Effect::attribute);
    else if (!oper.is_null())
        alter_target(s, object_name("OBJECT_OPERATOR", oper), Effect::attribute);
    else if (has(node, "typeName"))
        alter_target(s, name_of(Space::type, strings(field(node, "typeName"))), Effect::attribute);
    else if (has(node, "defnames"))
        alter_target(s, name_of(Space::statistics, strings(field(node, "defnames"))), Effect::attribute);
    else if (has(node, "extname"))
        s.alter({Space::extension, {}, text(node, "extname"), {}}, Effect::attribute);
    else
        alter_target(s, target(node, has(node, "objtype") ? "objtype" : "objectType"), Effect::attribute);
    s.need_all(node);
}

void alter_object_schema(Statement& s, Tree node) {
    const std::optional<Name> old_name = target(node, "objectType");
    if (!old_name) return;
    Name new_name = *old_name;
    new_name.schema = text(node, "newschema");
    s.need({Space::schema, {}, new_name.schema, {}});
    if (old_name->space == Space::extension)
        s.alter(*old_name, Effect::attribute);
    else
        define_renamed(s, *old_name, new_name);
}

void rename_object(Statement& s, Tree node) {
    const std::string type = text(node, "renameType");
    const std::string new_text = text(node, "newname");
    if (type == "OBJECT_COLUMN") return rename_within(s, relation_of(field(node, "relation")), node);
    if (type == "OBJECT_ATTRIBUTE") {
        Name composite = relation_of(field(node, "relation"));
        composite.space = Space::type;
        return rename_within(s, composite, node);
    }
    std::optional<Name> old_name;
    const Space space = space_of(type);
    if (type == "OBJECT_DOMCONSTRAINT") {
        const auto domain = object_name("OBJECT_DOMAIN", field(node, "object"));
        if (domain) old_name = Name{Space::constraint, domain->schema, text(node, "subname"), domain->name};
    } else if (space == Space::constraint || space == Space::trigger || space == Space::policy ||
               space == Space::rule)
        old_name = renamed_part(node, space);
    else if (type == "OBJECT_SCHEMA" || type == "OBJECT_ROLE")
        old_name = Name{space, {}, text(node, "subname"), {}};
    else
        old_name = target(node, "renameType");
    if (!old_name) return;
    need_parents(s, *old_name);
    Name new_name = *old_name;
    new_name.name = new_text;
    define_renamed(s, *old_name, new_name);
}

void drop_objects(Statement& s, Tree node) {
    const std::string type = text(node, "removeType");
    for (Tree object : elements(field(node, "objects"))) {
        const auto name = object_name(type, object);
        if (!name) continue;
        s.drop(*name);
        if (name->space == Space::relation) s.drop({Space::type, name->schema, name->name, {}});
    }
}

void grant(Statement& s, Tree node) {
    const std::string target_type = text(node, "targtype"), object_type = text(node, "objtype");
    for (Tree object : elements(field(node, "objects"))) {
        if (target_type == "ACL_TARGET_ALL_IN_SCHEMA") {
            const std::string schema = text(untagged(object), "sval");
            s.need({Space::schema, {}, schema, {}});
            s.a.barrier_schemas.push_back(schema);
        } else
            alter_target(s, object_name(object_type, object), Effect::attribute);
    }
    s.need_all(field(node, "objects"));
}

void alter_default_privileges(Statement& s, Tree node) {
    for (Tree entry : elements(field(node, "options")))
        if (Tree option = untagged(entry); text(option, "defname") == "schemas")
            for (const std::string& schema : strings(field(option, "arg"))) {
                s.need({Space::schema, {}, schema, {}});
                s.a.barrier_schemas.push_back(schema);
            }
    if (s.a.barrier_schemas.empty()) s.a.barrier_schemas.emplace_back();
}

void set_variable(Statement& s, Tree node) {
    Setting setting{text(node, "name"), {}};
    for (Tree argument : elements(field(node, "args"))) setting.values.push_back(constant(argument));
    s.a.setting = std::move(setting);
}

void select_statement(Statement& s, Tree node) {
    for (Tree entry : elements(field(node, "targetList"))) {
        Tree call = untagged(field(untagged(entry), "val"));
        const std::vector<std::string> name = strings(field(call, "funcname"));
        Tree arguments = elements(field(call, "args"));
        if (name.empty() || name.back() != "set_config" || arguments.size() < 2) continue;
        s.a.setting = Setting{constant(arguments[0]), {constant(arguments[1])}};
    }
    s.need_all(node);
}

} // namespace flux::source
