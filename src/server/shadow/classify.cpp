// The allow-list of statements, one case a node tag. Separate from splitting, because this list grows with every kind
// that the program learns.
#include "server/shadow/classify.hpp"

#include <cstring>

extern "C" {
#include "catalog/namespace.h"
#include "commands/defrem.h"
#include "utils/guc.h"
}

namespace flux::shadow {

namespace {

// All leaf functions.

void in_schema(Facts* facts, const char* schema) {
    facts->creates = true;
    facts->schema = schema;
}

void creates(Facts* facts, const RangeVar* name) {
    if (name->relpersistence == RELPERSISTENCE_TEMP) facts->verdict = Verdict::not_declaration;
    in_schema(facts, name->schemaname);
}

void creates(Facts* facts, List* name) {
    char *schema, *object;
    DeconstructQualifiedName(name, &schema, &object);
    in_schema(facts, schema);
}

void changes(Facts* facts, const RangeVar* name) {
    facts->changes_relation = true;
    facts->schema = name->schemaname;
}

void not_supported(Facts* facts) { facts->verdict = Verdict::not_supported; }

void enum_type(Facts* facts, List* name, bool created) {
    char *schema, *object;
    DeconstructQualifiedName(name, &schema, &object);
    facts->enum_schema = schema;
    facts->enum_name = object;
    facts->creates_enum = created;
}

const char* constant_text(Node* node) {
    if (IsA(node, TypeCast)) node = reinterpret_cast<TypeCast*>(node)->arg;
    if (!IsA(node, A_Const)) return nullptr;
#if PG_VERSION_NUM >= 150000
    const A_Const* const constant = reinterpret_cast<A_Const*>(node);
    return !constant->isnull && IsA(&constant->val, String) ? strVal(&constant->val) : nullptr;
#else
    Value* const value = &reinterpret_cast<A_Const*>(node)->val;
    return IsA(value, String) ? strVal(value) : nullptr;
#endif
}

// SELECT pg_catalog.set_config('search_path', '', false), as pg_dump writes it.
bool is_set_config(SelectStmt* select, Facts* facts) {
    if (list_length(select->targetList) != 1 || select->fromClause != NIL || select->whereClause != nullptr ||
        select->op != SETOP_NONE || select->intoClause != nullptr)
        return false;
    Node* const target = linitial_node(ResTarget, select->targetList)->val;
    if (!IsA(target, FuncCall)) return false;
    const FuncCall* const function = reinterpret_cast<FuncCall*>(target);
    if (std::strcmp(strVal(llast(function->funcname)), "set_config") != 0 || list_length(function->args) != 3)
        return false;
    facts->setting = constant_text(static_cast<Node*>(linitial(function->args)));
    facts->value = constant_text(static_cast<Node*>(lsecond(function->args)));
    return facts->setting != nullptr && facts->value != nullptr;
}

// SELECT pg_catalog.setval('s', 1, false): what a sequence has counted to is data, which a dump may carry along.
bool is_setval(const SelectStmt* select) {
    if (list_length(select->targetList) != 1 || select->fromClause != NIL) return false;
    Node* const target = linitial_node(ResTarget, select->targetList)->val;
    return IsA(target, FuncCall) &&
           std::strcmp(strVal(llast(reinterpret_cast<FuncCall*>(target)->funcname)), "setval") == 0;
}

// Settings that say how psql and pg_restore work, or that are ours to make in a shadow.
bool is_ignored_setting(const char* name) {
    static constexpr const char* kIgnored[] = {
        "statement_timeout", "lock_timeout",   "idle_in_transaction_session_timeout", "transaction_timeout",
        "client_encoding",   "row_security",   "session_replication_role",            "check_function_bodies",
        "event_triggers",    "default_with_oids", "client_min_messages",
        "synchronous_commit", "maintenance_work_mem", "escape_string_warning",
    };
    for (const char* const ignored : kIgnored)
        if (pg_strcasecmp(name, ignored) == 0) return true;
    return false;
}

bool is_session_control(const char* name) {
    return pg_strcasecmp(name, "role") == 0 || pg_strcasecmp(name, "session_authorization") == 0 ||
           pg_strncasecmp(name, "transaction", 11) == 0;
}

void variable(VariableSetStmt* set, Facts* facts) {
    if (set->kind == VAR_SET_MULTI || set->kind == VAR_RESET_ALL || set->kind == VAR_SET_CURRENT ||
        is_session_control(set->name)) {
        facts->verdict = Verdict::not_declaration;
        return;
    }
    facts->verdict = Verdict::setting;
    facts->setting = set->name;
    if (is_ignored_setting(set->name)) {
        facts->verdict = Verdict::ignore;
        return;
    }
    if (set->kind == VAR_SET_VALUE) facts->value = ExtractSetVariableArgs(set);
}

void select(SelectStmt* statement, Facts* facts) {
    if (is_setval(statement))
        facts->verdict = Verdict::ignore;
    else if (!is_set_config(statement, facts))
        facts->verdict = Verdict::not_declaration;
    else
        facts->verdict = is_ignored_setting(facts->setting) ? Verdict::ignore : Verdict::setting;
}

// Why not always get_rolespec_name: a role that the source declares may be missing.
const char* role_name(const RoleSpec* role) {
    return role->roletype == ROLESPEC_CSTRING ? role->rolename : get_rolespec_name(role);
}

void create_schema(const CreateSchemaStmt* schema, Facts* facts) {
    facts->created_schema = schema->schemaname != nullptr ? schema->schemaname : role_name(schema->authrole);
    ListCell* cell;
    foreach (cell, schema->schemaElts)
        if (IsA(lfirst(cell), GrantStmt)) facts->privileges = true;
}

void create_role(const CreateRoleStmt* role, Facts* facts) {
    facts->verdict = Verdict::role;
    facts->role = role->role;
}

void create_as(const CreateTableAsStmt* statement, Facts* facts) { creates(facts, statement->into->rel); }

void define(DefineStmt* statement, Facts* facts) { creates(facts, statement->defnames); }

void function(CreateFunctionStmt* statement, Facts* facts) { creates(facts, statement->funcname); }

void alter_table(const AlterTableStmt* statement, Facts* facts) {
    changes(facts, statement->relation);
    ListCell* cell;
    foreach (cell, statement->cmds) {
        const AlterTableCmd* const command = lfirst_node(AlterTableCmd, cell);
        if (command->subtype == AT_ChangeOwner) facts->owner = true;
        if (command->subtype == AT_DropConstraint || command->subtype == AT_AlterConstraint ||
            command->subtype == AT_ValidateConstraint || command->subtype == AT_DropColumn)
            facts->about_constraint = true;
    }
}

// Kinds of objects that the program can read back, as they are named in COMMENT, ALTER … OWNER, RENAME and DROP.
bool is_known(ObjectType type) {
    switch (type) {
    case OBJECT_AGGREGATE:
    case OBJECT_ATTRIBUTE:
    case OBJECT_CAST:
    case OBJECT_COLLATION:
    case OBJECT_COLUMN:
    case OBJECT_CONVERSION:
    case OBJECT_DEFAULT:
    case OBJECT_DEFACL:
    case OBJECT_DOMAIN:
    case OBJECT_DOMCONSTRAINT:
    case OBJECT_EXTENSION:
    case OBJECT_FOREIGN_TABLE:
    case OBJECT_FUNCTION:
    case OBJECT_INDEX:
    case OBJECT_MATVIEW:
    case OBJECT_OPCLASS:
    case OBJECT_OPERATOR:
    case OBJECT_OPFAMILY:
    case OBJECT_POLICY:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE:
    case OBJECT_RULE:
    case OBJECT_SCHEMA:
    case OBJECT_SEQUENCE:
    case OBJECT_STATISTIC_EXT:
    case OBJECT_TABCONSTRAINT:
    case OBJECT_TABLE:
    case OBJECT_TRANSFORM:
    case OBJECT_TRIGGER:
    case OBJECT_TSCONFIGURATION:
    case OBJECT_TSDICTIONARY:
    case OBJECT_TSPARSER:
    case OBJECT_TSTEMPLATE:
    case OBJECT_TYPE:
    case OBJECT_VIEW:
        return true;
    default:
        return false;
    }
}

// What belongs to the cluster.
bool is_elsewhere(ObjectType type) {
    return type == OBJECT_DATABASE || type == OBJECT_ROLE || type == OBJECT_TABLESPACE;
}

// Kinds that belong to the database, and are managed where the source declares an object of them; -1: another kind.
int database_kind(ObjectType type) {
    switch (type) {
    case OBJECT_ACCESS_METHOD: return static_cast<int>(Kind::access_method);
    case OBJECT_EVENT_TRIGGER: return static_cast<int>(Kind::event_trigger);
    case OBJECT_FDW: return static_cast<int>(Kind::foreign_data_wrapper);
    case OBJECT_FOREIGN_SERVER: return static_cast<int>(Kind::server);
    case OBJECT_LANGUAGE: return static_cast<int>(Kind::language);
    case OBJECT_PUBLICATION: return static_cast<int>(Kind::publication);
    case OBJECT_SUBSCRIPTION: return static_cast<int>(Kind::subscription);
    default: return -1;
    }
}

void declares(Facts* facts, Kind kind) { facts->declares = static_cast<int>(kind); }
void changes(Facts* facts, Kind kind) { facts->changes_kind = static_cast<int>(kind); }

void about(ObjectType type, Facts* facts) {
    if (type == OBJECT_TABCONSTRAINT) facts->about_constraint = true;
    facts->changes_kind = database_kind(type);
    if (facts->changes_kind >= 0) return;
    if (is_elsewhere(type)) facts->verdict = Verdict::warn;
    else if (!is_known(type)) not_supported(facts);
}

// plpgsql is there in every database, and older dumps create it.
void create_language(const CreatePLangStmt* language, Facts* facts) {
    if (std::strcmp(language->plname, "plpgsql") == 0) facts->verdict = Verdict::ignore;
    else declares(facts, Kind::language);
}

// Without a name of its own (since 16) it goes where its table is.
void create_statistics(const CreateStatsStmt* statistics, Facts* facts) {
    if (statistics->defnames != NIL) creates(facts, statistics->defnames);
    else if (IsA(linitial(statistics->relations), RangeVar)) creates(facts, linitial_node(RangeVar, statistics->relations));
}

void drop(const DropStmt* statement, Facts* facts) {
    about(statement->removeType, facts);
    if (statement->removeType == OBJECT_SCHEMA || statement->removeType == OBJECT_EXTENSION)
        facts->verdict = statement->missing_ok ? Verdict::ignore : Verdict::not_declaration;
}

void rename(const RenameStmt* statement, Facts* facts) {
    about(statement->renameType, facts);
    if (statement->renameType == OBJECT_SCHEMA) not_supported(facts);
    if (statement->relation != nullptr) changes(facts, statement->relation);
}

void set_schema(const AlterObjectSchemaStmt* statement, Facts* facts) {
    about(statement->objectType, facts);
    if (statement->relation != nullptr) changes(facts, statement->relation);
}

void owner(const AlterOwnerStmt* statement, Facts* facts) {
    about(statement->objectType, facts);
    facts->owner = facts->verdict == Verdict::run;
}

void grant(const GrantStmt* statement, Facts* facts) {
    about(statement->objtype, facts);
    facts->privileges = facts->verdict == Verdict::run;
}

// What creates or changes tables and what hangs on them; false: not of these.
bool classify_relation(Node* node, Facts* facts) {
    switch (nodeTag(node)) {
    case T_CreateStmt: creates(facts, reinterpret_cast<CreateStmt*>(node)->relation); return true;
    case T_CreateForeignTableStmt: creates(facts, reinterpret_cast<CreateForeignTableStmt*>(node)->base.relation); return true;
    case T_ViewStmt: creates(facts, reinterpret_cast<ViewStmt*>(node)->view); return true;
    case T_CreateTableAsStmt: create_as(reinterpret_cast<CreateTableAsStmt*>(node), facts); return true;
    case T_CreateSeqStmt: creates(facts, reinterpret_cast<CreateSeqStmt*>(node)->sequence); return true;
    case T_AlterSeqStmt: changes(facts, reinterpret_cast<AlterSeqStmt*>(node)->sequence); return true;
    case T_AlterTableStmt: alter_table(reinterpret_cast<AlterTableStmt*>(node), facts); return true;
    case T_IndexStmt: changes(facts, reinterpret_cast<IndexStmt*>(node)->relation); return true;
    case T_CreateTrigStmt: changes(facts, reinterpret_cast<CreateTrigStmt*>(node)->relation); return true;
    case T_RuleStmt: changes(facts, reinterpret_cast<RuleStmt*>(node)->relation); return true;
    case T_CreatePolicyStmt: changes(facts, reinterpret_cast<CreatePolicyStmt*>(node)->table); return true;
    case T_AlterPolicyStmt: changes(facts, reinterpret_cast<AlterPolicyStmt*>(node)->table); return true;
    case T_CreateStatsStmt: create_statistics(reinterpret_cast<CreateStatsStmt*>(node), facts); return true;
    case T_AlterStatsStmt: return true;
    default: return false;
    }
}

bool classify_type(Node* node, Facts* facts) {
    switch (nodeTag(node)) {
    case T_CreateDomainStmt: creates(facts, reinterpret_cast<CreateDomainStmt*>(node)->domainname); return true;
    case T_AlterDomainStmt: return true;
    case T_CompositeTypeStmt: creates(facts, reinterpret_cast<CompositeTypeStmt*>(node)->typevar); return true;
    case T_CreateRangeStmt: creates(facts, reinterpret_cast<CreateRangeStmt*>(node)->typeName); return true;
    case T_CreateEnumStmt:
        creates(facts, reinterpret_cast<CreateEnumStmt*>(node)->typeName);
        enum_type(facts, reinterpret_cast<CreateEnumStmt*>(node)->typeName, true);
        return true;
    case T_AlterEnumStmt: enum_type(facts, reinterpret_cast<AlterEnumStmt*>(node)->typeName, false); return true;
    default: return false;
    }
}

bool classify_database(Node* node, Facts* facts) {
    switch (nodeTag(node)) {
    case T_CreatePLangStmt: create_language(reinterpret_cast<CreatePLangStmt*>(node), facts); return true;
    case T_CreateAmStmt: declares(facts, Kind::access_method); return true;
    case T_CreateEventTrigStmt: declares(facts, Kind::event_trigger); return true;
    case T_AlterEventTrigStmt: changes(facts, Kind::event_trigger); return true;
    case T_CreateFdwStmt: declares(facts, Kind::foreign_data_wrapper); return true;
    case T_AlterFdwStmt: changes(facts, Kind::foreign_data_wrapper); return true;
    case T_CreateForeignServerStmt: declares(facts, Kind::server); return true;
    case T_AlterForeignServerStmt: changes(facts, Kind::server); return true;
    case T_CreateUserMappingStmt: declares(facts, Kind::user_mapping); return true;
    case T_AlterUserMappingStmt: changes(facts, Kind::user_mapping); return true;
    case T_DropUserMappingStmt: changes(facts, Kind::user_mapping); return true;
    case T_CreatePublicationStmt: declares(facts, Kind::publication); return true;
    case T_AlterPublicationStmt: changes(facts, Kind::publication); return true;
    case T_CreateSubscriptionStmt: declares(facts, Kind::subscription); return true;
    case T_AlterSubscriptionStmt: changes(facts, Kind::subscription); return true;
    default: return false;
    }
}

// What operators, conversions and text search are made of.
bool classify_operator(Node* node, Facts* facts) {
    switch (nodeTag(node)) {
    case T_DefineStmt: define(reinterpret_cast<DefineStmt*>(node), facts); return true;
    case T_CreateOpClassStmt: creates(facts, reinterpret_cast<CreateOpClassStmt*>(node)->opclassname); return true;
    case T_CreateOpFamilyStmt: creates(facts, reinterpret_cast<CreateOpFamilyStmt*>(node)->opfamilyname); return true;
    case T_CreateConversionStmt: creates(facts, reinterpret_cast<CreateConversionStmt*>(node)->conversion_name); return true;
    case T_CreateCastStmt: declares(facts, Kind::cast); return true;
    case T_CreateTransformStmt: declares(facts, Kind::transform); return true;
    case T_AlterOpFamilyStmt:
    case T_AlterOperatorStmt:
    case T_AlterTSConfigurationStmt:
    case T_AlterTSDictionaryStmt:
    case T_AlterTypeStmt: return true;
    // REFRESH VERSION: what is built in the shadow has today's.
    case T_AlterCollationStmt: facts->verdict = Verdict::ignore; return true;
    default: return false;
    }
}

bool classify_general(Node* node, Facts* facts) {
    switch (nodeTag(node)) {
    case T_CreateFunctionStmt: function(reinterpret_cast<CreateFunctionStmt*>(node), facts); return true;
    case T_AlterFunctionStmt: return true;
    case T_CreateSchemaStmt: create_schema(reinterpret_cast<CreateSchemaStmt*>(node), facts); return true;
    case T_CreateExtensionStmt: facts->extension = reinterpret_cast<CreateExtensionStmt*>(node)->extname; return true;
    case T_CreateRoleStmt: create_role(reinterpret_cast<CreateRoleStmt*>(node), facts); return true;
    case T_DoStmt: facts->verdict = Verdict::block; return true;
    case T_CommentStmt: about(reinterpret_cast<CommentStmt*>(node)->objtype, facts); return true;
    case T_AlterOwnerStmt: owner(reinterpret_cast<AlterOwnerStmt*>(node), facts); return true;
    case T_RenameStmt: rename(reinterpret_cast<RenameStmt*>(node), facts); return true;
    case T_AlterObjectSchemaStmt: set_schema(reinterpret_cast<AlterObjectSchemaStmt*>(node), facts); return true;
    case T_AlterObjectDependsStmt: not_supported(facts); return true;
    case T_DropStmt: drop(reinterpret_cast<DropStmt*>(node), facts); return true;
    case T_GrantStmt: grant(reinterpret_cast<GrantStmt*>(node), facts); return true;
    case T_AlterDefaultPrivilegesStmt: facts->privileges = facts->default_privileges = true; return true;
    case T_VariableSetStmt: variable(reinterpret_cast<VariableSetStmt*>(node), facts); return true;
    case T_SelectStmt: select(reinterpret_cast<SelectStmt*>(node), facts); return true;
    default: return false;
    }
}

// Of the rest, what defines objects is not supported or the cluster's; what works with data or the session is no declaration.
Verdict verdict_of_rest(NodeTag tag) {
    switch (tag) {
    case T_AlterDatabaseSetStmt:
    case T_AlterDatabaseStmt:
    case T_AlterRoleSetStmt:
    case T_AlterRoleStmt:
    case T_AlterSystemStmt:
    case T_AlterTableSpaceOptionsStmt:
    case T_CreateTableSpaceStmt:
    case T_CreatedbStmt:
    case T_GrantRoleStmt:
        return Verdict::of_cluster;
    case T_AlterExtensionContentsStmt:
    case T_AlterExtensionStmt:
    case T_AlterTableMoveAllStmt:
    case T_ImportForeignSchemaStmt:
    case T_SecLabelStmt:
        return Verdict::not_supported;
    default:
        return Verdict::not_declaration;
    }
}

} // namespace

void classify(Node* statement, Facts* facts) {
    if (classify_relation(statement, facts) || classify_type(statement, facts) ||
        classify_database(statement, facts) || classify_operator(statement, facts) ||
        classify_general(statement, facts))
        return;
    facts->verdict = verdict_of_rest(nodeTag(statement));
}

} // namespace flux::shadow
