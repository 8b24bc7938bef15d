#include "core/source/analysis.hpp"

#include <algorithm>
#include <array>

#include "core/source/pg_query.hpp"
#include "core/source/statement.hpp"
#include "core/source/unknown.hpp"

namespace flux::source {
namespace {

struct Kind {
    std::string_view node;
    Handler handle;
};

// Statements that stand in no row are walked for what they refer to, and define nothing.
constexpr std::array<Kind, 63> kKinds = {{
    {"CreateStmt", create_table},
    {"CreateTableAsStmt", create_table_as},
    {"ViewStmt", create_view},
    {"IndexStmt", create_index},
    {"CreateSeqStmt", create_sequence},
    {"CreateStatsStmt", create_statistics},
    {"CreateTrigStmt", create_trigger},
    {"CreatePolicyStmt", create_policy},
    {"RuleStmt", create_rule},
    {"AlterTableStmt", alter_table},
    {"AlterSeqStmt", alter_sequence},
    {"AlterPolicyStmt", alter_policy},
    {"CreateFunctionStmt", create_function},
    {"DefineStmt", define_object},
    {"CreateOpClassStmt", create_operator_class},
    {"CreateOpFamilyStmt", create_operator_family},
    {"AlterOpFamilyStmt", alter_operator_family},
    {"CreateCastStmt", create_cast},
    {"CreateTransformStmt", create_transform},
    {"CreateConversionStmt", create_conversion},
    {"AlterTSConfigurationStmt", alter_text_search_configuration},
    {"AlterTSDictionaryStmt", alter_text_search_dictionary},
    {"CreateEnumStmt", create_enum},
    {"CompositeTypeStmt", create_composite},
    {"CreateDomainStmt", create_domain},
    {"CreateRangeStmt", create_range},
    {"AlterEnumStmt", alter_enum},
    {"AlterDomainStmt", alter_domain},
    {"CreateSchemaStmt", create_schema},
    {"CreateExtensionStmt", create_extension},
    {"CreatePLangStmt", create_language},
    {"CreateAmStmt", create_access_method},
    {"CreateFdwStmt", create_foreign_data_wrapper},
    {"CreateForeignServerStmt", create_server},
    {"CreateForeignTableStmt", create_foreign_table},
    {"CreateUserMappingStmt", create_user_mapping},
    {"CreateEventTrigStmt", create_event_trigger},
    {"CreatePublicationStmt", create_publication},
    {"CreateRoleStmt", create_role},
    {"CommentStmt", comment},
    {"AlterOwnerStmt", alter_owner},
    {"AlterObjectSchemaStmt", alter_object_schema},
    {"RenameStmt", rename_object},
    {"DropStmt", drop_objects},
    {"GrantStmt", grant},
    {"AlterDefaultPrivilegesStmt", alter_default_privileges},
    {"AlterFunctionStmt", alter_by_object},
    {"AlterOperatorStmt", alter_by_object},
    {"AlterTypeStmt", alter_by_object},
    {"AlterStatsStmt", alter_by_object},
    {"AlterExtensionStmt", alter_by_object},
    {"AlterExtensionContentsStmt", alter_by_object},
    {"AlterObjectDependsStmt", alter_by_object},
    {"SecLabelStmt", alter_by_object},
    {"VariableSetStmt", set_variable},
    {"SelectStmt", select_statement},
    {"AlterEventTrigStmt", alter_event_trigger},
    {"AlterPublicationStmt", alter_publication},
    {"AlterFdwStmt", alter_foreign_data_wrapper},
    {"AlterForeignServerStmt", alter_server},
    {"AlterUserMappingStmt", create_user_mapping},
    {"CreateSubscriptionStmt", create_subscription},
    {"AlterSubscriptionStmt", alter_subscription},
}};

// A name lives in a schema that must be there; what a statement defines itself is no need of it.
void finish(Analysis& a) {
    for (const auto* names : {&a.defines, &a.foreign_key_defines})
        for (const Name& name : *names)
            if (!name.schema.empty() && has_schema(name.space))
                a.needs.push_back({Name::Space::schema, {}, name.schema, {}});
    sort_unique(a.defines);
    for (std::vector<Name>* names : {&a.needs, &a.soft_needs, &a.foreign_key_needs}) {
        sort_unique(*names);
        std::erase_if(*names, [&](const Name& name) {
            return std::binary_search(a.defines.begin(), a.defines.end(), name);
        });
    }
    std::erase_if(a.soft_needs,
                  [&](const Name& name) { return std::binary_search(a.needs.begin(), a.needs.end(), name); });
    sort_unique(a.foreign_key_defines);
    sort_unique(a.drops);
    sort_unique(a.words);
    sort_unique(a.barrier_schemas);
}

} // namespace

void analyse_tree(Statement& statement, Tree tree) {
    statement.a.node = tag(tree);
    Tree node = untagged(tree);
    const auto* kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& candidate) {
        return candidate.node == statement.a.node;
    });
    if (kind == kKinds.end())
        statement.need_all(node);
    else
        kind->handle(statement, node);
    collect_words(node, statement.a.words);
    statement.a.needs_keys = statement.a.needs_keys || wants_keys(node);
}

Analysis analyse(std::string_view text) {
    Analysis analysis;
    if (const std::optional<Document> tree = parse_json(text)) {
        Statement statement(analysis, text);
        for (Tree parsed : elements(field(tree->root(), "stmts")))
            analyse_tree(statement, field(parsed, "stmt"));
    } else
        analysis = analyse_unknown(text);
    finish(analysis);
    return analysis;
}

} // namespace flux::source
