#include "server/ledger/guard.hpp"

#include <string>

#include "core/error.hpp"
#include "core/text/quote.hpp"
#include "server/pg/call.hpp"
#include "server/ledger/settings.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
}

namespace flux::ledger {
namespace {

constexpr const char* kHint =
    "Declare it and let pg_flux.apply make the change. In an emergency, a role of pg_flux.guard_roles may, or a superuser turns "
    "pg_flux.guard off.";

// leaf: does the current user belong to one of the roles? Unknown names count for nothing.
bool is_member(const char* role) {
    const Oid oid = get_role_oid(role, true);
    return OidIsValid(oid) && is_member_of_role_nosuper(GetUserId(), oid);
}

bool is_emergency() {
    for (const std::string& role : guard_roles())
        if (pg::call(is_member, role.c_str())) return true;
    return false;
}

// leaf
void log_change(const char* command, const char* object) {
    ereport(LOG, (errmsg("change of a managed schema from outside pg_flux: %s of %s", command, object)));
}

// leaf: the relation that a command without a way back is about, or none.
Oid touched_concurrently(Node* tree) {
    if (IsA(tree, IndexStmt)) {
        const auto* const statement = reinterpret_cast<IndexStmt*>(tree);
        return statement->concurrent ? RangeVarGetRelid(statement->relation, NoLock, true) : InvalidOid;
    }
    if (IsA(tree, DropStmt)) {
        const auto* const statement = reinterpret_cast<DropStmt*>(tree);
        if (!statement->concurrent || statement->objects == NIL) return InvalidOid;
        return RangeVarGetRelid(makeRangeVarFromNameList(static_cast<List*>(linitial(statement->objects))), NoLock, true);
    }
    if (!IsA(tree, AlterTableStmt)) return InvalidOid;
    const auto* const statement = reinterpret_cast<AlterTableStmt*>(tree);
    ListCell* each;
    foreach (each, statement->cmds) {
        const auto* const command = reinterpret_cast<AlterTableCmd*>(lfirst(each));
        if (command->subtype == AT_DetachPartition && reinterpret_cast<PartitionCmd*>(command->def)->concurrent)
            return RangeVarGetRelid(statement->relation, NoLock, true);
    }
    return InvalidOid;
}

// leaf: nullptr where it is not managed.
const char* managed_relation(const EventTriggerData* trigger) {
    const Oid relation = touched_concurrently(trigger->parsetree);
    const char* const schema = OidIsValid(relation) ? get_namespace_name(get_rel_namespace(relation)) : nullptr;
    if (schema == nullptr || !is_managed(schema)) return nullptr;
    return quote_qualified_identifier(schema, get_rel_name(relation));
}

[[noreturn]] void refuse(const std::string& command, const std::string& object) {
    throw Error(ErrorCode::insufficient_privilege, "pg_flux guards " + object + " against changes from outside",
                "The command is " + command + ".", kHint);
}

// As it was called before the command.
std::string name_of(const Event& event) {
    if (event.was != nullptr) return event.was;
    if (event.object != nullptr) return event.object;
    return std::string("default privileges on ") + event.kind + " in schema " + quote_ident(event.schema);
}

} // namespace

bool is_managed(const char* schema) {
    const Oid space = get_namespace_oid("pg_flux", true);
    const Oid oid = OidIsValid(space) ? get_relname_relid("baseline_part", space) : InvalidOid;
    const Oid index = OidIsValid(space) ? get_relname_relid("baseline_part_pkey", space) : InvalidOid;
    if (!OidIsValid(oid) || !OidIsValid(index)) return false;
    NameData name;
    namestrcpy(&name, schema);
    const Relation table = table_open(oid, AccessShareLock);
    ScanKeyData key;
    ScanKeyInit(&key, get_attnum(oid, "schema"), BTEqualStrategyNumber, F_NAMEEQ, NameGetDatum(&name));
    const SysScanDesc scan = systable_beginscan(table, index, true, nullptr, 1, &key);
    const bool found = HeapTupleIsValid(systable_getnext(scan));
    systable_endscan(scan);
    table_close(table, AccessShareLock);
    return found;
}

Verdict check_guard(const Event* managed) {
    const Guard mode = guard();
    if (managed == nullptr || mode == Guard::off) return Verdict::free;
    const std::string object = name_of(*managed);
    if (is_emergency()) return Verdict::emergency;
    if (mode == Guard::block) refuse(managed->command, object);
    pg::call(log_change, managed->command, object.c_str());
    return Verdict::free;
}

void check_guard_before(const EventTriggerData* trigger) {
    if (guard() != Guard::block || is_emergency()) return;
    const char* const relation = pg::call(managed_relation, trigger);
    if (relation != nullptr) refuse(GetCommandTagName(trigger->tag), relation);
}

} // namespace flux::ledger
