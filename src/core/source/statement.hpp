// What a handler of one kind of statement writes its findings into, and the helpers that handlers share. The
// handlers themselves stand in statement_*.cpp by topic; analysis.cpp holds the one table of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/source/analysis.hpp"
#include "core/source/references.hpp"
#include "core/source/tree.hpp"

namespace flux::source {

class Statement {
public:
    Statement(Analysis& analysis, std::string_view text) : a(analysis), statement_text(text) {}

    void define(Name name);
    void need(Name name);
    void soft_need(Name name);
    void drop(Name name);
    void need_all(Tree tree) { collect_references(tree, a.needs); }
    void soft_need_all(Tree tree) { collect_references(tree, a.soft_needs); }
    void need_type(Tree type_name) { collect_type(type_name, a.needs); }

    // Also needs the object.
    Alteration& alter(Name object, Alteration::Effect effect);

    // A relation with its row type and the array of that.
    void define_relation(const Name& relation);
    void define_type(const Name& type);

    Analysis& a;
    std::string_view statement_text;
};

// Dispatches one statement's tree to its handler.
void analyse_tree(Statement& statement, Tree tree);

using Handler = void (*)(Statement&, Tree);

// The object that COMMENT, ALTER … OWNER, DROP and others name, by the tree's ObjectType.
std::optional<Name> object_name(std::string_view object_type, Tree object);
Name::Space space_of(std::string_view object_type);

// CAST (a AS b), TRANSFORM FOR a LANGUAGE b: no name but two names.
Name pair_name(Name::Space space, Tree first, Tree second);

// The relation that a trigger, policy, rule, constraint or column of this name hangs on.
Name parent_relation(const Name& name);

// The server's rule for names it makes up: name1_name2_label, shortened to 63 bytes.
std::string made_up_name(std::string_view name1, std::string_view name2, std::string_view label);

// Columns and constraints of CREATE TABLE and ALTER TABLE ADD.
void take_column(Statement& statement, const Name& table, Tree column);
void take_constraint(Statement& statement, const Name& table, Tree constraint, std::string_view column);
bool is_foreign_key(Tree constraint);
bool is_key(Tree constraint);

void create_table(Statement&, Tree);
void create_table_as(Statement&, Tree);
void create_view(Statement&, Tree);
void create_index(Statement&, Tree);
void create_sequence(Statement&, Tree);
void create_statistics(Statement&, Tree);
void create_trigger(Statement&, Tree);
void create_policy(Statement&, Tree);
void create_rule(Statement&, Tree);

void alter_table(Statement&, Tree);
void alter_sequence(Statement&, Tree);

void create_function(Statement&, Tree);
void define_object(Statement&,
                   Tree); // DefineStmt: aggregate, operator, base type, collation, text search
void create_operator_class(Statement&, Tree);
void create_operator_family(Statement&, Tree);
void alter_operator_family(Statement&, Tree);
void create_cast(Statement&, Tree);
void create_transform(Statement&, Tree);
void create_conversion(Statement&, Tree);

void alter_text_search_configuration(Statement&, Tree);
void alter_text_search_dictionary(Statement&, Tree);

void create_enum(Statement&, Tree);
void create_composite(Statement&, Tree);
void create_domain(Statement&, Tree);
void create_range(Statement&, Tree);
void alter_enum(Statement&, Tree);
void alter_domain(Statement&, Tree);

void create_schema(Statement&, Tree);
void create_extension(Statement&, Tree);
void create_language(Statement&, Tree);
void create_access_method(Statement&, Tree);
void create_foreign_data_wrapper(Statement&, Tree);
void create_server(Statement&, Tree);
void create_foreign_table(Statement&, Tree);
void create_user_mapping(Statement&, Tree);
void alter_foreign_data_wrapper(Statement&, Tree);
void alter_server(Statement&, Tree);
void create_subscription(Statement&, Tree);
void alter_subscription(Statement&, Tree);
void create_event_trigger(Statement&, Tree);
void create_publication(Statement&, Tree);
void create_role(Statement&, Tree);

void comment(Statement&, Tree);
void alter_owner(Statement&, Tree);
void alter_object_schema(Statement&, Tree);
void rename_object(Statement&, Tree);
void drop_objects(Statement&, Tree);
void grant(Statement&, Tree);
void alter_default_privileges(Statement&, Tree);
void alter_by_object(Statement&,
                     Tree); // ALTER FUNCTION, OPERATOR, TYPE SET, EXTENSION CONTENTS, DEPENDS, SECURITY LABEL
void alter_policy(Statement&, Tree);
void alter_event_trigger(Statement&, Tree);
void alter_publication(Statement&, Tree);
void set_variable(Statement&, Tree);
void select_statement(Statement&, Tree); // only set_config() means anything here

} // namespace flux::source
