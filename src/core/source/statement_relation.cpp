// What stands on tables: views, CREATE TABLE AS, indexes, triggers, policies, rules.
#include "core/source/statement.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

Name part_of(Space space, const Name& table, const std::string& name) {
    return {space, table.schema, name, table.name};
}

std::string index_name(const Name& table, Tree node) {
    if (std::string given = text(node, "idxname"); !given.empty()) return given;
    std::string columns;
    for (Tree element : elements(field(node, "indexParams"))) {
        const std::string column = text(untagged(element), "name");
        columns += (columns.empty() ? "" : "_") + (column.empty() ? "expr" : column);
    }
    return made_up_name(table.name, columns, "idx");
}

} // namespace

void create_view(Statement& s, Tree node) {
    s.define_relation(relation_of(field(node, "view")));
    s.need_all(field(node, "query"));
}

void create_table_as(Statement& s, Tree node) {
    Tree into = untagged(field(node, "into"));
    s.define_relation(relation_of(field(into, "rel")));
    if (const std::string method = text(into, "accessMethod"); !method.empty())
        s.need({Space::access_method, {}, method, {}});
    s.need_all(field(node, "query"));
}

void create_index(Statement& s, Tree node) {
    const Name table = relation_of(field(node, "relation"));
    s.define({Space::relation, table.schema, index_name(table, node), {}});
    s.need(table);
    s.need_all(field(node, "indexParams"));
    s.need_all(field(node, "indexIncludingParams"));
    s.need_all(field(node, "whereClause"));
    if (const std::string method = text(node, "accessMethod"); !method.empty())
        s.need({Space::access_method, {}, method, {}});
}

void create_trigger(Statement& s, Tree node) {
    const Name table = relation_of(field(node, "relation"));
    s.define(part_of(Space::trigger, table, text(node, "trigname")));
    if (flag(node, "isconstraint")) s.define(part_of(Space::constraint, table, text(node, "trigname")));
    s.need(table);
    s.need(name_of(Space::routine, strings(field(node, "funcname"))));
    s.need_all(field(node, "constrrel"));
    s.need_all(field(node, "whenClause"));
}

void create_policy(Statement& s, Tree node) {
    const Name table = relation_of(field(node, "table"));
    s.define(part_of(Space::policy, table, text(node, "policy_name")));
    s.need(table);
    s.need_all(field(node, "qual"));
    s.need_all(field(node, "with_check"));
}

void alter_policy(Statement& s, Tree node) {
    const Name table = relation_of(field(node, "table"));
    s.alter(part_of(Space::policy, table, text(node, "policy_name")), Alteration::Effect::attribute);
    s.need(table);
    s.need_all(field(node, "qual"));
    s.need_all(field(node, "with_check"));
}

void create_rule(Statement& s, Tree node) {
    const Name table = relation_of(field(node, "relation"));
    s.define(part_of(Space::rule, table, text(node, "rulename")));
    s.need(table);
    s.need_all(field(node, "whereClause"));
    s.need_all(field(node, "actions"));
}

} // namespace flux::source
