// ALTER TABLE and its brothers (VIEW, INDEX, SEQUENCE, MATERIALIZED VIEW, FOREIGN TABLE, composite TYPE),
// command by command.
#include <algorithm>
#include <array>

#include "core/source/statement.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;
using Effect = Alteration::Effect;

struct Command {
    std::string subtype;
    std::string name;
    Tree def;
};

// Commands that change nothing but an attribute of the object as a whole; the others touch its structure.
bool is_attribute(std::string_view subtype) {
    static constexpr std::array<std::string_view, 26> kAttributes = {
        "AT_ChangeOwner",       "AT_ClusterOn",          "AT_DropCluster",       "AT_SetLogged",
        "AT_SetUnLogged",       "AT_SetTableSpace",      "AT_SetRelOptions",     "AT_ResetRelOptions",
        "AT_EnableTrig",        "AT_EnableAlwaysTrig",   "AT_EnableReplicaTrig", "AT_DisableTrig",
        "AT_EnableTrigAll",     "AT_DisableTrigAll",     "AT_EnableTrigUser",    "AT_DisableTrigUser",
        "AT_EnableRule",        "AT_EnableAlwaysRule",   "AT_EnableReplicaRule", "AT_DisableRule",
        "AT_EnableRowSecurity", "AT_DisableRowSecurity", "AT_ForceRowSecurity",  "AT_NoForceRowSecurity",
        "AT_ReplicaIdentity",   "AT_ValidateConstraint"};
    return std::find(kAttributes.begin(), kAttributes.end(), subtype) != kAttributes.end();
}

class AlterTable {
public:
    AlterTable(Statement& statement, Name object, bool is_index)
        : s_(statement), object_(std::move(object)), is_index_(is_index) {}

    void take(const Command& c) {
        if (is_attribute(c.subtype))
            attribute(c);
        else if (c.subtype == "AT_AddColumn" || c.subtype == "AT_AddColumnRecurse")
            add_column(c);
        else if (c.subtype == "AT_AddConstraint")
            add_constraint(c);
        else if (c.subtype == "AT_AlterColumnType")
            alter_type(c);
        else if (c.subtype == "AT_DropColumn")
            s_.alter(object_, Effect::barrier).removes = {c.name};
        else if (c.subtype == "AT_DropConstraint")
            drop_constraint(c);
        else if (c.subtype == "AT_AttachPartition" || c.subtype == "AT_DetachPartition")
            attach(c);
        else
            structure(c);
    }

private:
    Name part(Space space, const std::string& name) const {
        return {space, object_.schema, name, object_.name};
    }

    void attribute(const Command& c) {
        s_.alter(object_, Effect::attribute);
        const bool on_index = c.subtype == "AT_ClusterOn";
        if (on_index || (c.subtype == "AT_ReplicaIdentity" && !text(untagged(c.def), "name").empty()))
            s_.need({Space::relation, object_.schema, on_index ? c.name : text(untagged(c.def), "name"), {}});
        if (c.name.empty()) return;
        if (c.subtype.ends_with("Trig"))
            s_.need(part(Space::trigger, c.name));
        else if (c.subtype.ends_with("Rule"))
            s_.need(part(Space::rule, c.name));
        else if (c.subtype == "AT_ValidateConstraint")
            s_.need(part(Space::constraint, c.name));
    }

    void add_column(const Command& c) {
        s_.alter(object_, Effect::structure).adds = {text(untagged(c.def), "colname")};
        take_column(s_, object_, c.def);
    }

    void add_constraint(const Command& c) {
        if (is_foreign_key(c.def))
            s_.need(object_);
        else
            s_.alter(object_, Effect::structure).adds_key = is_key(c.def);
        take_constraint(s_, object_, c.def, {});
    }

    void alter_type(const Command& c) {
        s_.alter(object_, Effect::structure).adds = {c.name};
        s_.need_all(c.def);
    }

    void drop_constraint(const Command& c) {
        s_.alter(object_, Effect::barrier);
        s_.drop(part(Space::constraint, c.name));
    }

    // Why a barrier: keys and indexes that come after it reach the partition, those before are matched with
    // its own.
    void attach(const Command& c) {
        const Name partition = relation_of(field(untagged(c.def), "name"));
        const Effect effect = is_index_ ? Effect::attribute : Effect::barrier;
        s_.alter(object_, effect);
        s_.alter(partition, effect);
        s_.need_all(field(untagged(c.def), "bound"));
    }

    void structure(const Command& c) {
        s_.alter(object_, Effect::structure);
        if (c.subtype == "AT_AddIdentity")
            take_constraint(s_, object_, c.def, c.name);
        else if (c.subtype == "AT_AlterConstraint")
            s_.need(part(Space::constraint, text(untagged(c.def), "conname")));
        else
            s_.need_all(c.def); // defaults, INHERIT, OF
    }

    Statement& s_;
    Name object_;
    bool is_index_;
};

bool adds_only_foreign_keys(Tree commands) {
    for (Tree command : elements(commands)) {
        Tree c = untagged(command);
        if (text(c, "subtype") != "AT_AddConstraint" || !is_foreign_key(field(c, "def"))) return false;
    }
    return !elements(commands).empty();
}

} // namespace

void alter_table(Statement& s, Tree node) {
    Name object = relation_of(field(node, "relation"));
    const std::string object_type = text(node, has(node, "objtype") ? "objtype" : "relkind");
    if (object_type == "OBJECT_TYPE") object.space = Space::type;
    AlterTable alter(s, object, object_type == "OBJECT_INDEX");
    for (Tree command : elements(field(node, "cmds"))) {
        Tree c = untagged(command);
        alter.take({text(c, "subtype"), text(c, "name"), field(c, "def")});
    }
    if (adds_only_foreign_keys(field(node, "cmds"))) s.a.phase = Analysis::Phase::foreign_key;
}

} // namespace flux::source
