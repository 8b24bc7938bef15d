#include "server/shadow/sequence.hpp"

#include <cstring>
#include <utility>

#include "server/pg/compat_ddl.hpp"
#include "server/shadow/storage_less.hpp"

extern "C" {
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "catalog/catalog.h"
#include "catalog/dependency.h"
#include "catalog/heap.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_sequence.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "commands/tablecmds.h"
#include "commands/tablespace.h"
#include "nodes/makefuncs.h"
#include "parser/parse_type.h"
#include "tcop/utility.h"
#include "utils/lsyscache.h"
}

namespace flux::shadow {

namespace {

struct Numbers {
    Oid type = INT8OID;
    int64 start = 0, increment = 1, minimum = 1, maximum = 0, cache = 1;
    bool has_start = false, has_maximum = false, cycle = false;
};

int64 largest(Oid type) {
    return type == INT2OID ? PG_INT16_MAX : type == INT4OID ? PG_INT32_MAX : PG_INT64_MAX;
}

// False: not an option that is understood here.
bool read_option(DefElem* option, Numbers* numbers) {
    const auto is = [option](const char* name) { return std::strcmp(option->defname, name) == 0; };
    if (is("as")) numbers->type = typenameTypeId(nullptr, defGetTypeName(option));
    else if (is("cycle")) numbers->cycle = defGetBoolean(option);
    else if (is("minvalue")) { if (option->arg != nullptr) numbers->minimum = defGetInt64(option); }
    else if (is("increment")) numbers->increment = defGetInt64(option);
    else if (is("cache")) numbers->cache = defGetInt64(option);
    else if (is("maxvalue")) {
        if (option->arg == nullptr) return true;
        numbers->maximum = defGetInt64(option);
        numbers->has_maximum = true;
    } else if (is("start")) {
        numbers->start = defGetInt64(option);
        numbers->has_start = true;
    } else return false;
    return true;
}

// The rules of CREATE SEQUENCE for those that count upwards. False: another one, or one that the server would refuse.
bool read_options(const List* options, Numbers* numbers) {
    ListCell* cell;
    foreach (cell, options) {
        for (const ListCell* before = list_head(options); before != cell; before = lnext(options, before))
            if (std::strcmp(lfirst_node(DefElem, before)->defname, lfirst_node(DefElem, cell)->defname) == 0)
                return false;
        if (!read_option(lfirst_node(DefElem, cell), numbers)) return false;
    }
    const Oid type = numbers->type;
    if (type != INT2OID && type != INT4OID && type != INT8OID) return false;
    if (!numbers->has_maximum) numbers->maximum = largest(type);
    if (!numbers->has_start) numbers->start = numbers->minimum;
    return numbers->increment > 0 && numbers->cache > 0 && numbers->minimum > 0 &&
           numbers->minimum < numbers->maximum && numbers->maximum <= largest(type) &&
           numbers->minimum <= numbers->start && numbers->start <= numbers->maximum;
}

void insert_numbers(Oid sequence, const Numbers* numbers) {
    Datum values[Natts_pg_sequence];
    bool nulls[Natts_pg_sequence] = {};
    values[Anum_pg_sequence_seqrelid - 1] = ObjectIdGetDatum(sequence);
    values[Anum_pg_sequence_seqtypid - 1] = ObjectIdGetDatum(numbers->type);
    values[Anum_pg_sequence_seqstart - 1] = Int64GetDatum(numbers->start);
    values[Anum_pg_sequence_seqincrement - 1] = Int64GetDatum(numbers->increment);
    values[Anum_pg_sequence_seqmax - 1] = Int64GetDatum(numbers->maximum);
    values[Anum_pg_sequence_seqmin - 1] = Int64GetDatum(numbers->minimum);
    values[Anum_pg_sequence_seqcache - 1] = Int64GetDatum(numbers->cache);
    values[Anum_pg_sequence_seqcycle - 1] = BoolGetDatum(numbers->cycle);
    const Relation catalog = table_open(SequenceRelationId, RowExclusiveLock);
    CatalogTupleInsert(catalog, heap_form_tuple(RelationGetDescr(catalog), values, nulls));
    table_close(catalog, RowExclusiveLock);
}

// Its row in pg_class. Why no columns: nothing reads from it, and a row in pg_attribute costs as much as this one.
Oid insert_relation(const char* name, Oid schema, Oid owner) {
    const Oid tablespace = GetDefaultTablespace(RELPERSISTENCE_PERMANENT, false);
    const Relation catalog = table_open(RelationRelationId, RowExclusiveLock);
    const Oid oid = GetNewOidWithIndex(catalog, ClassOidIndexId, Anum_pg_class_oid);
    const Relation sequence =
        pg::compat::heap_create_without_file(name, schema, tablespace, oid, kNoFile, CreateTemplateTupleDesc(0), RELKIND_SEQUENCE);
    sequence->rd_rel->relowner = owner;
    Acl* const acl = get_user_default_acl(OBJECT_SEQUENCE, owner, schema);
    InsertPgClassTuple(catalog, sequence, oid, PointerGetDatum(acl), static_cast<Datum>(0));
    table_close(sequence, NoLock);
    table_close(catalog, RowExclusiveLock);
    const ObjectAddress self = {RelationRelationId, oid, 0};
    const ObjectAddress home = {NamespaceRelationId, schema, 0};
    recordDependencyOn(&self, &home, DEPENDENCY_NORMAL);
    recordDependencyOnOwner(RelationRelationId, oid, owner);
    recordDependencyOnNewAcl(RelationRelationId, oid, 0, owner, acl);
    return oid;
}

struct Facts {
    Oid owner, schema, file;
    char kind;
};

Facts facts_of(Oid relation) {
    const Relation open = relation_open(relation, NoLock);
    const Form_pg_class row = open->rd_rel;
    const Facts facts = {row->relowner, row->relnamespace, row->relfilenode, row->relkind};
    relation_close(open, NoLock);
    return facts;
}

bool may_own(char relkind) {
    return relkind == RELKIND_RELATION || relkind == RELKIND_FOREIGN_TABLE || relkind == RELKIND_VIEW ||
           relkind == RELKIND_PARTITIONED_TABLE;
}

bool belongs_to_identity(Oid sequence) {
    Oid table;
    int32 column;
    return sequenceIsOwned(sequence, DEPENDENCY_INTERNAL, &table, &column);
}

// leaf: false where the server has to do it, or to refuse it.
bool make_sequence(const CreateSeqStmt* create) {
    Numbers numbers;
    if (create->if_not_exists || create->sequence->relpersistence != RELPERSISTENCE_PERMANENT ||
        !read_options(create->options, &numbers))
        return false;
    RangeVar* const name = static_cast<RangeVar*>(copyObjectImpl(create->sequence));
    const Oid schema = RangeVarGetAndCheckCreationNamespace(name, NoLock, nullptr);
    if (name->relpersistence != RELPERSISTENCE_PERMANENT || OidIsValid(get_relname_relid(name->relname, schema)))
        return false;
    const Oid owner = OidIsValid(create->ownerId) ? create->ownerId : GetUserId();
    insert_numbers(insert_relation(name->relname, schema, owner), &numbers);
    return true;
}

// leaf: OWNED BY a column and nothing else; false where the server has to do it.
bool own_sequence(const AlterSeqStmt* alter) {
    if (list_length(alter->options) != 1) return false;
    DefElem* const option = linitial_node(DefElem, alter->options);
    if (std::strcmp(option->defname, "owned_by") != 0) return false;
    List* const names = defGetQualifiedName(option);
    if (list_length(names) < 2) return false;
    const Oid sequence = RangeVarGetRelidExtended(alter->sequence, ShareRowExclusiveLock,
                                                  alter->missing_ok ? RVR_MISSING_OK : 0, RangeVarCallbackOwnsRelation, nullptr);
    if (!OidIsValid(sequence)) return false;
    const Facts counter = facts_of(sequence);
    if (counter.kind != RELKIND_SEQUENCE || counter.file != kNoFile) return false;
    List* const table_names = list_truncate(list_copy(names), list_length(names) - 1);
    const Oid table = RangeVarGetRelid(makeRangeVarFromNameList(table_names), AccessShareLock, true);
    if (!OidIsValid(table)) return false;
    const Facts owning = facts_of(table);
    const AttrNumber column = get_attnum(table, strVal(llast(names)));
    if (column <= 0 || !may_own(owning.kind) || counter.owner != owning.owner || counter.schema != owning.schema ||
        (!alter->for_identity && belongs_to_identity(sequence)))
        return false;
    const DependencyType how = alter->for_identity ? DEPENDENCY_INTERNAL : DEPENDENCY_AUTO;
    deleteDependencyRecordsForClass(RelationRelationId, sequence, RelationRelationId, how);
    const ObjectAddress self = {RelationRelationId, sequence, 0};
    const ObjectAddress target = {RelationRelationId, table, column};
    recordDependencyOn(&self, &target, how);
    return true;
}

constinit ProcessUtility_hook_type others = nullptr;
constinit bool wanted = false;

// leaf
void process(PlannedStmt* statement, const char* text, bool read_only, ProcessUtilityContext context, ParamListInfo parameters,
             QueryEnvironment* environment, DestReceiver* receiver, QueryCompletion* completion) {
    const Node* const node = statement->utilityStmt;
    // What an extension's script makes becomes a member of it, and may be used at once.
    const bool ours = wanted && !creating_extension;
    if (ours && IsA(node, CreateSeqStmt) && make_sequence(reinterpret_cast<const CreateSeqStmt*>(node))) return;
    if (ours && IsA(node, AlterSeqStmt) && own_sequence(reinterpret_cast<const AlterSeqStmt*>(node))) return;
    (others ? others : standard_ProcessUtility)(statement, text, read_only, context, parameters, environment, receiver,
                                                completion);
}

} // namespace

FilelessSequences::FilelessSequences(bool now) {
    static constinit bool installed = false;
    if (now && !std::exchange(installed, true)) others = std::exchange(ProcessUtility_hook, process);
    wanted = now;
}
FilelessSequences::~FilelessSequences() { wanted = false; }

} // namespace flux::shadow
