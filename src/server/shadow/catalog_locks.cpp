// The list of those catalogs.
#include "server/shadow/catalog_locks.hpp"

#include "server/pg/call.hpp"

extern "C" {
#include "access/table.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_description.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_opclass.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_shdepend.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "storage/lmgr.h"
#include "utils/rel.h"
#include "utils/relcache.h"
}

namespace flux::shadow {
namespace {

constexpr Oid kCatalogs[] = {
    AttrDefaultRelationId, AttributeRelationId, ConstraintRelationId, DependRelationId,    DescriptionRelationId,
    IndexRelationId,       InheritsRelationId,  NamespaceRelationId,  OperatorClassRelationId, ProcedureRelationId,
    RelationRelationId,    RewriteRelationId,   SharedDependRelationId, TriggerRelationId, TypeRelationId,
};

// leaf
void lock(Oid relation) {
    LockRelationOid(relation, AccessShareLock);
    LockRelationOid(relation, RowExclusiveLock);
}

// leaf
void lock_all() {
    for (const Oid oid : kCatalogs) {
        lock(oid);
        const Relation catalog = table_open(oid, NoLock);
        List* const indexes = RelationGetIndexList(catalog);
        ListCell* cell;
        foreach (cell, indexes) lock(lfirst_oid(cell));
        list_free(indexes);
        table_close(catalog, NoLock);
    }
}

} // namespace

void lock_catalogs() { pg::call(lock_all); }

} // namespace flux::shadow
