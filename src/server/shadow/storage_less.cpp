// The table access method pg_flux_shadow. Separate, because its callbacks are called by the server like its own code: they
// are leaf functions all.
#include "server/shadow/storage_less.hpp"

#include "server/pg/compat_ddl.hpp"
#include "server/pg/entry.hpp"

extern "C" {
#include "access/multixact.h"
#include "utils/snapmgr.h"
}

namespace flux::shadow {

namespace {

constinit bool in_shadow = false;
constinit bool toast_wanted = false;

// leaf
void set_new_file(Relation, const pg::compat::FileLocator*, char, TransactionId* freeze_xid, MultiXactId* min_multi) {
    if (!in_shadow)
        ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
                        errmsg("access method \"%s\" keeps no rows and serves pg_flux only", kAccessMethod),
                        errhint("Use \"heap\", or leave the access method out.")));
    *freeze_xid = RecentXmin;
    *min_multi = GetOldestMultiXactId();
}

// leaf: there is nothing to copy.
void copy_data(Relation, const pg::compat::FileLocator*) {}

// leaf
uint64 no_size(Relation, ForkNumber) { return 0; }

// leaf
bool needs_toast(Relation relation) {
    return toast_wanted && GetHeapamTableAmRoutine()->relation_needs_toast_table(relation);
}

// leaf. Why: heap's own refuses to scan for a table of another routine.
double scan_nothing(Relation, Relation, struct IndexInfo*, bool, bool, bool, BlockNumber, BlockNumber,
                    IndexBuildCallback, void*, TableScanDesc) {
    return 0;
}

} // namespace

const TableAmRoutine* routine() {
    static TableAmRoutine shadow;
    shadow = *GetHeapamTableAmRoutine();
    pg::compat::replace_set_new_file(&shadow, set_new_file);
    shadow.relation_copy_data = copy_data;
    shadow.relation_size = no_size;
    shadow.relation_needs_toast_table = needs_toast;
    shadow.index_build_range_scan = scan_nothing;
    return &shadow;
}

StorageLess::StorageLess() { in_shadow = true; }
StorageLess::~StorageLess() { in_shadow = toast_wanted = false; }
void set_toast_wanted(bool wanted) noexcept { toast_wanted = wanted; }

} // namespace flux::shadow

FLUX_FUNCTION(pg_flux_shadow_handler) { return PointerGetDatum(flux::shadow::routine()); }
