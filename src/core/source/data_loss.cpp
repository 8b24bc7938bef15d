#include "core/source/data_loss.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "core/source/pg_query.hpp"

namespace flux::source {
namespace {

constexpr auto kKeeping = std::to_array<std::string_view>(
    {"AlterCollationStmt", "AlterDefaultPrivilegesStmt", "AlterEnumStmt", "AlterExtensionContentsStmt", "AlterFunctionStmt",
     "AlterObjectDependsStmt", "AlterObjectSchemaStmt", "AlterOwnerStmt", "AlterPolicyStmt", "AlterSeqStmt", "AlterStatsStmt",
     "ClusterStmt", "CommentStmt", "CompositeTypeStmt", "CreateCastStmt", "CreateConversionStmt", "CreateDomainStmt",
     "CreateEnumStmt", "CreateExtensionStmt", "CreateForeignTableStmt", "CreateFunctionStmt", "CreatePolicyStmt",
     "CreateRangeStmt", "CreateSchemaStmt", "CreateSeqStmt", "CreateStatsStmt", "CreateStmt", "CreateTrigStmt", "DefineStmt",
     "GrantRoleStmt", "GrantStmt", "IndexStmt", "InsertStmt", "LockStmt", "RefreshMatViewStmt", "ReindexStmt", "RenameStmt",
     "VacuumStmt", "VariableSetStmt", "ViewStmt"});
constexpr auto kDropKeeping = std::to_array<std::string_view>(
    {"OBJECT_AGGREGATE", "OBJECT_CAST", "OBJECT_COLLATION", "OBJECT_CONVERSION", "OBJECT_FUNCTION", "OBJECT_INDEX",
     "OBJECT_POLICY", "OBJECT_PROCEDURE", "OBJECT_ROUTINE", "OBJECT_RULE", "OBJECT_STATISTIC_EXT", "OBJECT_TRIGGER",
     "OBJECT_VIEW"});
constexpr auto kLosingCommands = std::to_array<std::string_view>(
    {"AT_AlterColumnType", "AT_DropColumn", "AT_DropExpression", "AT_DropIdentity", "AT_SetLogged", "AT_SetUnLogged",
     "AT_SetExpression"});

bool among(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool drop_keeps(Tree statement) {
    return among(text(statement, "removeType"), kDropKeeping) && text(statement, "behavior") != "DROP_CASCADE";
}

bool commands_keep(Tree statement) {
    for (const Tree each : field(statement, "cmds")) {
        const Tree command = untagged(each);
        if (among(text(command, "subtype"), kLosingCommands) || text(command, "behavior") == "DROP_CASCADE") return false;
    }
    return true;
}

// A statement can hold others: WITH d AS (DELETE …) INSERT …, CREATE SCHEMA with elements, CREATE RULE.
bool holds_a_loss(Tree statement) {
    bool found = false;
    for_each_below(statement, [&](Tree node) {
        found = found || node.key() == "DeleteStmt" || node.key() == "UpdateStmt" || node.key() == "MergeStmt" ||
                (node.key() == "onConflictClause" && text(node, "action") == "ONCONFLICT_UPDATE");
    });
    return found;
}

bool keeps_data(Tree node) {
    const std::string_view kind = tag(node);
    const Tree statement = untagged(node);
    if (holds_a_loss(statement)) return false;
    if (kind == "DropStmt") return drop_keeps(statement);
    if (kind == "AlterTableStmt") return commands_keep(statement);
    return among(kind, kKeeping);
}

template <class Test> bool any_statement(std::string_view sql, bool unknown, Test test) {
    const auto document = parse_json(sql);
    if (!document) return unknown;
    for (const Tree each : field(document->root(), "stmts"))
        if (test(field(each, "stmt"))) return true;
    return false;
}

} // namespace

bool may_lose_data(std::string_view sql) {
    return any_statement(sql, true, [](Tree statement) { return !keeps_data(statement); });
}

bool controls_transaction(std::string_view sql) {
    return any_statement(sql, false, [](Tree statement) { return tag(statement) == "TransactionStmt"; });
}

} // namespace flux::source
