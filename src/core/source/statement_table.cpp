// CREATE TABLE with its columns and constraints, and what is made beside it: foreign tables, sequences,
// statistics.
#include <algorithm>
#include <array>

#include "core/source/lexer.hpp"
#include "core/source/statement.hpp"

namespace flux::source {
namespace {

using Space = Name::Space;

bool is_serial(Tree type_name) {
    static constexpr std::array<std::string_view, 6> kSerials = {"serial",  "serial2",   "serial4",
                                                                 "serial8", "bigserial", "smallserial"};
    const std::vector<std::string> parts = strings(field(untagged(type_name), "names"));
    return parts.size() == 1 && std::find(kSerials.begin(), kSerials.end(), parts.front()) != kSerials.end();
}

std::string joined(const std::vector<std::string>& columns) {
    std::string text;
    for (const std::string& column : columns) text += (text.empty() ? "" : "_") + column;
    return text;
}

// The sequence of a serial or identity column; only an identity can say SEQUENCE NAME.
void define_sequence(Statement& s, const Name& table, std::string_view column, Tree options) {
    Name sequence{Space::relation, table.schema, made_up_name(table.name, column, "seq"), {}};
    for (Tree option : elements(options))
        if (Tree element = untagged(option); text(element, "defname") == "sequence_name") {
            const Name named = name_of(Space::relation, strings(field(element, "arg")));
            sequence.name = named.name;
            if (!named.schema.empty()) sequence.schema = named.schema;
        }
    s.define(sequence);
}

// CHECK of a table takes the name of its column when it mentions just one.
std::string_view only_column(Tree expression, std::vector<std::string>& columns) {
    columns.clear();
    for_each_below(expression, [&](Tree node) {
        if (tag(node) != "ColumnRef") return;
        const std::vector<std::string> fields = strings(field(untagged(node), "fields"));
        if (!fields.empty()) columns.push_back(fields.back());
    });
    sort_unique(columns);
    return columns.size() == 1 ? std::string_view(columns.front()) : std::string_view();
}

std::string constraint_name(const Name& table, Tree constraint, std::string_view column) {
    if (std::string given = text(constraint, "conname"); !given.empty()) return given;
    const std::string type = text(constraint, "contype");
    std::vector<std::string> columns =
        column.empty() ? std::vector<std::string>() : std::vector{std::string(column)};
    if (type == "CONSTR_PRIMARY") return made_up_name(table.name, {}, "pkey");
    if (type == "CONSTR_UNIQUE") {
        const std::vector<std::string> keys = strings(field(constraint, "keys"));
        return made_up_name(table.name, joined(keys.empty() ? columns : keys), "key");
    }
    if (type == "CONSTR_FOREIGN") {
        const std::vector<std::string> keys = strings(field(constraint, "fk_attrs"));
        return made_up_name(table.name, joined(keys.empty() ? columns : keys), "fkey");
    }
    if (type == "CONSTR_CHECK")
        return made_up_name(table.name,
                            column.empty() ? only_column(field(constraint, "raw_expr"), columns) : column,
                            "check");
    if (type == "CONSTR_EXCLUSION") {
        for (Tree pair : elements(field(constraint, "exclusions"))) {
            Tree element = elements(pair).empty() ? pair : elements(pair).front();
            const std::string name = text(untagged(element), "name");
            columns.push_back(name.empty() ? "expr" : name);
        }
        return made_up_name(table.name, joined(columns), "excl");
    }
    return {};
}

void need_exclusion_operators(Statement& s, Tree constraint) {
    for (Tree pair : elements(field(constraint, "exclusions"))) {
        Tree parts = elements(pair);
        if (parts.size() == 2) s.need(name_of(Space::oper, strings(parts[1])));
    }
}

void need_like(Statement& s, Tree clause) {
    s.need(relation_of(field(clause, "relation")));
}

} // namespace

bool is_foreign_key(Tree constraint) {
    return text(untagged(constraint), "contype") == "CONSTR_FOREIGN";
}

bool is_key(Tree constraint) {
    const std::string type = text(untagged(constraint), "contype");
    return type == "CONSTR_PRIMARY" || type == "CONSTR_UNIQUE";
}

void take_constraint(Statement& s, const Name& table, Tree tree, std::string_view column) {
    Tree constraint = untagged(tree);
    const std::string type = text(constraint, "contype");
    if (type == "CONSTR_IDENTITY") return define_sequence(s, table, column, field(constraint, "options"));
    const std::string name = constraint_name(table, constraint, column);
    const Name defined{Space::constraint, table.schema, name, table.name};
    if (type == "CONSTR_FOREIGN") {
        s.a.foreign_key_needs.push_back(relation_of(field(constraint, "pktable")));
        s.a.foreign_key_defines.push_back(defined);
        return;
    }
    s.define(defined);
    // USING INDEX takes an index over, under the constraint's name.
    const std::string index = text(constraint, "indexname");
    if (!index.empty()) s.need({Space::relation, table.schema, index, {}});
    if ((is_key(constraint) || type == "CONSTR_EXCLUSION") && index != name)
        s.define({Space::relation, table.schema, name, {}});
    need_exclusion_operators(s, constraint);
    s.need_all(field(constraint, "raw_expr"));
    s.need_all(field(constraint, "where_clause"));
    s.need_all(field(constraint, "exclusions"));
}

void take_column(Statement& s, const Name& table, Tree tree) {
    Tree column = untagged(tree);
    const std::string name = text(column, "colname");
    Tree type = field(column, "typeName");
    if (is_serial(type))
        define_sequence(s, table, name, {});
    else
        s.need_all(type);
    s.need_all(field(column, "collClause"));
    s.need_all(field(column, "raw_default"));
    for (Tree constraint : elements(field(column, "constraints")))
        take_constraint(s, table, constraint, name);
}

void create_table(Statement& s, Tree node) {
    const Name table = relation_of(field(node, "relation"));
    s.define_relation(table);
    for (Tree element : elements(field(node, "tableElts"))) {
        if (tag(element) == "ColumnDef")
            take_column(s, table, element);
        else if (tag(element) == "Constraint")
            take_constraint(s, table, element, {});
        else
            need_like(s, untagged(element));
    }
    for (Tree constraint : elements(field(node, "constraints"))) take_constraint(s, table, constraint, {});
    s.need_all(field(node, "inhRelations"));
    s.need_all(field(node, "partspec"));
    s.need_all(field(node, "partbound"));
    s.need_all(field(node, "ofTypename"));
    if (const std::string method = text(node, "accessMethod"); !method.empty())
        s.need({Space::access_method, {}, method, {}});
}

void create_foreign_table(Statement& s, Tree node) {
    Tree base = field(node, "base");
    create_table(s, base.is_null() ? node : untagged(base));
    s.need({Space::server, {}, text(node, "servername"), {}});
}

void create_sequence(Statement& s, Tree node) {
    const Name sequence = relation_of(field(node, "sequence"));
    s.define(sequence);
    // Not the table of OWNED BY: whose default may need the sequence, so the builder says OWNED BY later.
    s.need_all(field(node, "options")); // AS type
}

void alter_sequence(Statement& s, Tree node) {
    s.alter(relation_of(field(node, "sequence")), Alteration::Effect::attribute);
    for (Tree option : elements(field(node, "options")))
        if (Tree element = untagged(option); text(element, "defname") == "owned_by")
            if (const auto table = object_name("OBJECT_COLUMN", field(element, "arg"))) s.need(*table);
}

void create_statistics(Statement& s, Tree node) {
    s.define(name_of(Space::statistics, strings(field(node, "defnames"))));
    s.need_all(field(node, "relations"));
    s.need_all(field(node, "exprs"));
}

} // namespace flux::source
