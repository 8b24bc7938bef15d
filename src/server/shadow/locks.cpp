// Giving locks back. Separate, because it is the one place that works against the server's rule that a transaction keeps
// its locks; why that is right here stands in locks.hpp.
#include "server/shadow/locks.hpp"

#include <algorithm>

#include "server/pg/call.hpp"
#include "server/pg/compat_ddl.hpp"
#include "server/pg/memory.hpp"

extern "C" {
#include "access/transam.h"
#include "storage/lock.h"
#include "utils/resowner.h"
}

namespace flux::shadow {

namespace {

// leaf
ResourceOwner make_owner() { return ResourceOwnerCreate(CurrentResourceOwner, "pg_flux statement"); }

// leaf. Why isCommit = false for the locks: true would hand them to the parent.
void release_owner(ResourceOwner owner, ResourceOwner outer) {
    ResourceOwnerRelease(owner, RESOURCE_RELEASE_BEFORE_LOCKS, true, false);
    ResourceOwnerRelease(owner, RESOURCE_RELEASE_LOCKS, false, false);
    ResourceOwnerRelease(owner, RESOURCE_RELEASE_AFTER_LOCKS, true, false);
    CurrentResourceOwner = outer;
    ResourceOwnerDelete(owner);
}

// leaf
LockData* all_locks() { return GetLockStatusData(); }

std::vector<unsigned int> my_sequence_locks() {
    const pg::MemoryScope memory;
    const LockData* const locks = pg::call(all_locks);
    std::vector<unsigned int> relations;
    for (int i = 0; i < locks->nelements; ++i) {
        const LockInstanceData& lock = locks->locks[i];
        if (lock.pid == MyProcPid && lock.locktag.locktag_type == LOCKTAG_RELATION &&
            lock.locktag.locktag_field2 >= FirstNormalObjectId && (lock.holdMask & LOCKBIT_ON(RowExclusiveLock)))
            relations.push_back(lock.locktag.locktag_field2);
    }
    std::sort(relations.begin(), relations.end());
    return relations;
}

// leaf
void release_from_top(Oid relation) {
    LOCKTAG tag;
    SET_LOCKTAG_RELATION(tag, MyDatabaseId, relation);
    const ResourceOwner owner = CurrentResourceOwner;
    CurrentResourceOwner = TopTransactionResourceOwner;
    if (pg::compat::holds_lock(&tag, RowExclusiveLock)) LockRelease(&tag, RowExclusiveLock, false);
    CurrentResourceOwner = owner;
}

} // namespace

StatementLocks::StatementLocks() : outer_(CurrentResourceOwner), inner_(pg::call(make_owner)) {
    CurrentResourceOwner = inner_;
}

void StatementLocks::release() { pg::call(release_owner, inner_, outer_); }

SequenceLocks::SequenceLocks() : before_(my_sequence_locks()) {}

void SequenceLocks::release() const {
    for (const unsigned int relation : my_sequence_locks())
        if (!std::binary_search(before_.begin(), before_.end(), relation)) pg::call(release_from_top, relation);
}

} // namespace flux::shadow
