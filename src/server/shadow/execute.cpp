// Runs one statement in the shadow. It does what ProcessUtility would do, but says at three places what ProcessUtility
// gives no way to say: an index needs no file, a foreign key no look at the rows, a key within CREATE TABLE can wait.
// Leaf functions all.
#include "server/shadow/execute.hpp"

#include <cstring>

#include "server/pg/compat_query.hpp"
#include "server/shadow/parse.hpp"
#include "server/shadow/satisfied.hpp"
#include "server/shadow/storage_less.hpp"
#include "server/shadow/target.hpp"

extern "C" {
#include "access/reloptions.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/catalog.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/toasting.h"
#include "commands/createas.h"
#include "commands/tablecmds.h"
#include "commands/trigger.h"
#include "nodes/makefuncs.h"
#include "parser/parse_utilcmd.h"
#include "tcop/dest.h"
#include "tcop/utility.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
}

namespace flux::shadow {

namespace {

void run_node(Job* job, Node* node);

PlannedStmt* wrap(const Job* job, Node* node) {
    PlannedStmt* const wrapper = makeNode(PlannedStmt);
    wrapper->commandType = CMD_UTILITY;
    wrapper->canSetTag = false;
    wrapper->utilityStmt = node;
    wrapper->stmt_location = 0;
    wrapper->stmt_len = static_cast<int>(std::strlen(job->sql));
    return wrapper;
}

// Why SUBCOMMAND: event triggers, those that are ENABLE ALWAYS included, fire for complete commands only.
void run_utility(const Job* job, Node* node) {
    ProcessUtility(wrap(job, node), job->sql, false, PROCESS_UTILITY_SUBCOMMAND, nullptr, nullptr, None_Receiver,
                   nullptr);
}

void run_list(Job* job, List* nodes) {
    ListCell* cell;
    foreach (cell, nodes) {
        run_node(job, static_cast<Node*>(lfirst(cell)));
        CommandCounterIncrement();
    }
}

void without_file(const Job* job, IndexStmt* index) {
    if (job->storage_less && !OidIsValid(index->indexOid))
        pg::compat::pretend_storage(index, kNoFile, GetCurrentSubTransactionId());
}

bool is_foreign_key(const Node* node) {
    return IsA(node, Constraint) && reinterpret_cast<const Constraint*>(node)->contype == CONSTR_FOREIGN;
}

bool adds_foreign_key(const AlterTableCmd* command) {
    return command->subtype == AT_AddConstraint && is_foreign_key(command->def);
}

bool adds_index(const AlterTableCmd* command) {
    if (command->subtype != AT_AddConstraint || !IsA(command->def, Constraint)) return false;
    const auto* const constraint = reinterpret_cast<const Constraint*>(command->def);
    return constraint->indexname == nullptr &&
           (constraint->contype == CONSTR_PRIMARY || constraint->contype == CONSTR_UNIQUE ||
            constraint->contype == CONSTR_EXCLUSION);
}

bool adds_foreign_keys_only(const AlterTableStmt* alter) {
    ListCell* cell;
    foreach (cell, alter->cmds)
        if (!adds_foreign_key(lfirst_node(AlterTableCmd, cell))) return false;
    return alter->cmds != NIL;
}

// Why: the look at the rows is a query, and planning one opens the files of indexes.
void skip_validation(const AlterTableCmd* command) {
    if (adds_foreign_key(command)) reinterpret_cast<Constraint*>(command->def)->skip_validation = true;
    if (command->subtype != AT_AddColumn || !IsA(command->def, ColumnDef)) return;
    ListCell* cell;
    foreach (cell, reinterpret_cast<ColumnDef*>(command->def)->constraints)
        if (is_foreign_key(static_cast<Node*>(lfirst(cell)))) lfirst_node(Constraint, cell)->skip_validation = true;
}

// ALTER TABLE … ADD PRIMARY KEY and its like, transformed here so that the index can be told to make no file.
void add_keys(Job* job, AlterTableStmt* alter) {
    const LOCKMODE lock = AlterTableGetLockLevel(alter->cmds);
    const Oid relation = AlterTableLookupRelation(alter, lock);
    if (!OidIsValid(relation)) return;
    List* before = NIL;
    List* after = NIL;
    AlterTableStmt* const transformed = transformAlterTableStmt(relation, alter, job->sql, &before, &after);
    ListCell* cell;
    foreach (cell, transformed->cmds) {
        const AlterTableCmd* const command = lfirst_node(AlterTableCmd, cell);
        if (command->subtype == AT_AddIndex) without_file(job, reinterpret_cast<IndexStmt*>(command->def));
    }
    run_list(job, before);
    AlterTableUtilityContext context = {wrap(job, reinterpret_cast<Node*>(transformed)), job->sql, relation, nullptr,
                                        nullptr};
    AlterTable(transformed, lock, &context);
    CommandCounterIncrement();
    run_list(job, after);
}

AlterTableStmt* with_commands(const AlterTableStmt* alter, List* commands) {
    AlterTableStmt* const part = makeNode(AlterTableStmt);
    part->relation = static_cast<RangeVar*>(copyObjectImpl(alter->relation));
    part->cmds = commands;
    part->objtype = alter->objtype;
    part->missing_ok = alter->missing_ok;
    return part;
}

bool sets_toast_options(const AlterTableStmt* alter) {
    ListCell* cell;
    foreach (cell, alter->cmds) {
        const AlterTableCmd* const command = lfirst_node(AlterTableCmd, cell);
        if (command->subtype != AT_SetRelOptions) continue;
        ListCell* option;
        foreach (option, reinterpret_cast<List*>(command->def)) {
            const char* const where = lfirst_node(DefElem, option)->defnamespace;
            if (where != nullptr && std::strcmp(where, "toast") == 0) return true;
        }
    }
    return false;
}

// ALTER TABLE … SET (toast.…) needs a TOAST table to keep them.
void provide_toast_table(const AlterTableStmt* alter) {
    const Oid relation = RangeVarGetRelid(alter->relation, AccessExclusiveLock, true);
    if (!OidIsValid(relation)) return;
    set_toast_wanted(true);
    NewRelationCreateToastTable(relation, 0);
    set_toast_wanted(false);
    CommandCounterIncrement();
}

void alter_table(Job* job, AlterTableStmt* alter) {
    if (alter->objtype != OBJECT_TABLE) return run_utility(job, reinterpret_cast<Node*>(alter));
    if (job->storage_less && sets_toast_options(alter)) provide_toast_table(alter);
    List* others = NIL;
    List* keys = NIL;
    List* foreign_keys = NIL;
    ListCell* cell;
    foreach (cell, alter->cmds) {
        AlterTableCmd* const command = lfirst_node(AlterTableCmd, cell);
        skip_validation(command);
        if (adds_foreign_key(command)) foreign_keys = lappend(foreign_keys, command);
        else if (adds_index(command) && job->storage_less) keys = lappend(keys, command);
        else others = lappend(others, command);
    }
    if (others != NIL) run_utility(job, reinterpret_cast<Node*>(with_commands(alter, others)));
    CommandCounterIncrement();
    for (cell = list_head(keys); cell != nullptr; cell = lnext(keys, cell))
        add_keys(job, with_commands(alter, list_make1(lfirst(cell))));
    if (foreign_keys != NIL) run_utility(job, reinterpret_cast<Node*>(with_commands(alter, foreign_keys)));
}

// Why: left to itself, index_create asks the file system whether a file of that number is there.
Oid free_oid() {
    const Relation catalog = table_open(RelationRelationId, AccessShareLock);
    const Oid oid = GetNewOidWithIndex(catalog, ClassOidIndexId, Anum_pg_class_oid);
    table_close(catalog, AccessShareLock);
    return oid;
}

void create_index(Job* job, IndexStmt* index) {
    index->concurrent = false;
    const Oid relation =
        RangeVarGetRelidExtended(index->relation, ShareLock, 0, RangeVarCallbackOwnsRelation, nullptr);
    index = transformIndexStmt(relation, index, job->sql);
    without_file(job, index);
    pg::compat::define_index(relation, index, job->storage_less ? free_oid() : InvalidOid, job->storage_less);
}

// The options of the TOAST table are kept nowhere but there.
void make_toast_table(Oid relation, const List* options) {
    static const char* namespaces[] = HEAP_RELOPT_NAMESPACES;
    const Datum toast = transformRelOptions(0, const_cast<List*>(options), "toast", const_cast<char**>(namespaces),
                                            true, false);
    (void)heap_reloptions(RELKIND_TOASTVALUE, toast, true);
    set_toast_wanted(DatumGetPointer(toast) != nullptr);
    NewRelationCreateToastTable(relation, toast);
    set_toast_wanted(false);
}

bool is_default_access_method(const Job* job, const char* access_method) {
    return access_method != nullptr && std::strcmp(access_method, job->default_access_method) == 0;
}

void use_default_access_method(const Job* job, char** access_method) {
    if (is_default_access_method(job, *access_method)) *access_method = nullptr;
}

// Why: while a relation counts as new, each change of its catalog rows makes the server read all of them again at once. It
// is for the sake of files that are new, of which there are none here.
void forget_new(Oid relation) {
    const Relation open = table_open(relation, NoLock);
    open->rd_createSubid = InvalidSubTransactionId;
    table_close(open, NoLock);
}

void define_table(Job* job, CreateStmt* table) {
    // A partitioned table's is handed down to its partitions, and it is the only thing that says it was given one.
    if (table->partspec == nullptr) use_default_access_method(job, &table->accessMethod);
    else if (is_default_access_method(job, table->accessMethod) && job->storage_less)
        table->accessMethod = pstrdup(kAccessMethod);
    const ObjectAddress address = DefineRelation(table, RELKIND_RELATION, InvalidOid, nullptr, job->sql);
    CommandCounterIncrement();
    if (job->storage_less) forget_new(address.objectId);
    make_toast_table(address.objectId, table->options);
}

// What has to wait until all tables are there.
void keep_for_later(Job* job, const void* node) {
    const MemoryContext outer = MemoryContextSwitchTo(job->keep);
    job->later = lappend(job->later, copyObjectImpl(node));
    MemoryContextSwitchTo(outer);
}

// Why: a default of the table that owns the sequence may need the sequence.
void create_sequence(Job* job, CreateSeqStmt* create) {
    List* owner = NIL;
    for (int i = list_length(create->options) - 1; i >= 0; --i) {
        DefElem* const option = static_cast<DefElem*>(list_nth(create->options, i));
        if (std::strcmp(option->defname, "owned_by") != 0) continue;
        owner = lappend(owner, option);
        create->options = list_delete_nth_cell(create->options, i);
    }
    run_utility(job, reinterpret_cast<Node*>(create));
    if (owner == NIL) return;
    AlterSeqStmt* const alter = makeNode(AlterSeqStmt);
    alter->sequence = create->sequence;
    alter->options = owner;
    keep_for_later(job, alter);
}

void create_table(Job* job, CreateStmt* create) {
    List* parts = transformCreateStmt(create, job->sql);
    const RangeVar* table = nullptr;
    while (parts != NIL) {
        Node* const part = static_cast<Node*>(linitial(parts));
        parts = list_delete_first(parts);
        if (IsA(part, CreateStmt)) {
            table = reinterpret_cast<CreateStmt*>(part)->relation;
            define_table(job, reinterpret_cast<CreateStmt*>(part));
        } else if (IsA(part, TableLikeClause)) {
            List* const more = expandTableLikeClause(const_cast<RangeVar*>(table),
                                                     reinterpret_cast<TableLikeClause*>(part));
            parts = list_concat(more, parts);
        } else if (IsA(part, AlterTableStmt) && adds_foreign_keys_only(reinterpret_cast<AlterTableStmt*>(part))) {
            keep_for_later(job, part); // a foreign key
        } else {
            run_node(job, part);
        }
        CommandCounterIncrement();
    }
}

// CREATE TABLE AS and CREATE MATERIALIZED VIEW: ProcessUtility wants them analysed, and there is nothing to fill in.
void create_as(Job* job, CreateTableAsStmt* create) {
    create->into->skipData = true;
    use_default_access_method(job, &create->into->accessMethod);
    RawStmt* const raw = makeNode(RawStmt);
    raw->stmt = reinterpret_cast<Node*>(create);
    const Query* const query = pg::compat::analyze(raw, job->sql);
    run_utility(job, query->utilityStmt);
}

int find_label(const List* labels, const char* label) {
    for (int i = 0; i < list_length(labels); ++i)
        if (std::strcmp(strVal(list_nth(labels, i)), label) == 0) return i;
    return -1;
}

// Why: a label that was added in this transaction cannot be used in it, before 17 not even where the type is as new.
void change_enum(CreateEnumStmt* create, const AlterEnumStmt* change) {
    const char* const anchor = change->oldVal != nullptr ? change->oldVal : change->newValNeighbor;
    const int at = anchor == nullptr ? list_length(create->vals) : find_label(create->vals, anchor);
    if (at < 0)
        ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                        errmsg("\"%s\" is not an existing enum label", anchor)));
    if (find_label(create->vals, change->newVal) >= 0) {
        if (change->skipIfNewValExists) return;
        ereport(ERROR, (errcode(ERRCODE_DUPLICATE_OBJECT), errmsg("enum label \"%s\" already exists", change->newVal)));
    }
    if (change->oldVal != nullptr)
        lfirst(list_nth_cell(create->vals, at)) = makeString(change->newVal);
    else
        create->vals = list_insert_nth(create->vals, anchor != nullptr && change->newValIsAfter ? at + 1 : at,
                                       makeString(change->newVal));
}

void create_enum(Job* job, CreateEnumStmt* create) {
    for (int i = 0; i < job->enum_change_count; ++i)
        change_enum(create, castNode(AlterEnumStmt, parse_one(job->enum_changes[i])->stmt));
    run_utility(job, reinterpret_cast<Node*>(create));
}

// The elements of CREATE SCHEMA run with that schema first in the search_path.
void create_schema(Job* job, CreateSchemaStmt* create) {
    const char* const name = create->schemaname != nullptr ? create->schemaname : get_rolespec_name(create->authrole);
    List* const elements = create->schemaElts;
    create->schemaElts = NIL;
    if (!schema_is_there(name, create->authrole)) run_utility(job, reinterpret_cast<Node*>(create));
    if (elements == NIL) return;
    CommandCounterIncrement();
    const int level = NewGUCNestLevel();
    const char* const path = psprintf("%s, %s", quote_identifier(name), namespace_search_path);
    (void)set_config_option("search_path", path, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    run_list(job, transformCreateSchemaStmtElements(elements, name));
    AtEOXact_GUC(true, level);
}

void drop(const Job* job, DropStmt* statement) {
    const int level = NewGUCNestLevel();
    (void)set_config_option("search_path", job->managed_path, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                            false);
    require_managed(reinterpret_cast<Node*>(statement), job->managed_path);
    run_utility(job, reinterpret_cast<Node*>(statement));
    AtEOXact_GUC(true, level);
}

// Why: scripts of extensions that come later would set it off.
bool enables_always(const Job* job, Node* node) {
    return job->node == nullptr && reinterpret_cast<AlterEventTrigStmt*>(node)->tgenabled == TRIGGER_FIRES_ALWAYS;
}

// What the server warns of about such an object concerns a real one: that wal_level does not suffice, say.
void run_quietly(const Job* job, Node* node) {
    const int level = NewGUCNestLevel();
    (void)set_config_option("client_min_messages", "error", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    run_utility(job, node);
    AtEOXact_GUC(true, level);
}

List* without_options(List* options, const char* const* names, int count) {
    List* kept = NIL;
    ListCell* cell;
    foreach (cell, options) {
        bool found = false;
        for (int i = 0; i < count; ++i) found = found || std::strcmp(lfirst_node(DefElem, cell)->defname, names[i]) == 0;
        if (!found) kept = lappend(kept, lfirst(cell));
    }
    return kept;
}

List* with_false(List* options, const char* name) {
    Node* const value = reinterpret_cast<Node*>(makeString(pstrdup("false")));
    return lappend(options, makeDefElem(pstrdup(name), value, -1));
}

// Whatever the source says: a shadow connects to nobody.
void create_subscription(const Job* job, CreateSubscriptionStmt* create) {
    static constexpr const char* kConnecting[] = {"connect", "enabled", "create_slot", "copy_data"};
    create->options = with_false(without_options(create->options, kConnecting, 4), "connect");
    run_quietly(job, reinterpret_cast<Node*>(create));
}

void alter_subscription(const Job* job, AlterSubscriptionStmt* alter) {
    static constexpr const char* kConnecting[] = {"refresh", "copy_data"};
    switch (alter->kind) {
    case ALTER_SUBSCRIPTION_OPTIONS:
    case ALTER_SUBSCRIPTION_CONNECTION: break;
    case ALTER_SUBSCRIPTION_SET_PUBLICATION:
    case ALTER_SUBSCRIPTION_ADD_PUBLICATION:
    case ALTER_SUBSCRIPTION_DROP_PUBLICATION:
        alter->options = with_false(without_options(alter->options, kConnecting, 2), "refresh");
        break;
    default: return; // ENABLE, REFRESH, SKIP: nothing that is managed
    }
    run_quietly(job, reinterpret_cast<Node*>(alter));
}

void run_node(Job* job, Node* node) {
    switch (nodeTag(node)) {
    case T_CreateStmt: return create_table(job, reinterpret_cast<CreateStmt*>(node));
    case T_IndexStmt: return create_index(job, reinterpret_cast<IndexStmt*>(node));
    case T_AlterTableStmt: return alter_table(job, reinterpret_cast<AlterTableStmt*>(node));
    case T_CreateTableAsStmt: return create_as(job, reinterpret_cast<CreateTableAsStmt*>(node));
    case T_CreateEnumStmt: return create_enum(job, reinterpret_cast<CreateEnumStmt*>(node));
    case T_CreateSeqStmt: return create_sequence(job, reinterpret_cast<CreateSeqStmt*>(node));
    case T_CreateSchemaStmt: return create_schema(job, reinterpret_cast<CreateSchemaStmt*>(node));
    case T_CreatePublicationStmt:
    case T_AlterPublicationStmt:
    case T_AlterFdwStmt: return run_quietly(job, node);
    case T_CreateSubscriptionStmt:
        return create_subscription(job, reinterpret_cast<CreateSubscriptionStmt*>(node));
    case T_AlterSubscriptionStmt: return alter_subscription(job, reinterpret_cast<AlterSubscriptionStmt*>(node));
    case T_DropStmt: return drop(job, reinterpret_cast<DropStmt*>(node));
    case T_CreateExtensionStmt:
        if (extension_is_there(reinterpret_cast<CreateExtensionStmt*>(node))) return;
        break;
    case T_AlterEventTrigStmt:
        if (enables_always(job, node)) return keep_for_later(job, node);
        break;
    case T_AlterObjectSchemaStmt:
        if (extension_is_moved(reinterpret_cast<AlterObjectSchemaStmt*>(node))) return;
        break;
    case T_CommentStmt:
        if (comment_is_there(reinterpret_cast<CommentStmt*>(node))) return;
        break;
    default: break;
    }
    run_utility(job, node);
}

} // namespace

void execute(Job* job) {
    Node* const node = job->node != nullptr ? job->node : parse_one(job->sql)->stmt;
    if (job->managed_path != nullptr && leaves_alone(node, job->managed_path)) return;
    PushActiveSnapshot(GetTransactionSnapshot());
    if (job->managed_path != nullptr && !IsA(node, DropStmt)) require_managed(node, job->managed_path);
    run_node(job, node);
    PopActiveSnapshot();
    CommandCounterIncrement();
}

} // namespace flux::shadow
