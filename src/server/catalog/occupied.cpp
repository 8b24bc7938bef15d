// One pass over the rows of a catalog that initdb did not make.
#include "server/catalog/occupied.hpp"

#include <algorithm>
#include <string>

#include "server/pg/call.hpp"

extern "C" {
#include "access/genam.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
}

namespace flux::catalog {
namespace {

// leaf: `seen` gets the letters in `column` (none where there is no column). Answers whether there are rows at all.
bool look(const char* catalog_name, const char* column_name, bool* seen) {
    const Oid oid = get_relname_relid(catalog_name, PG_CATALOG_NAMESPACE);
    if (!OidIsValid(oid)) elog(ERROR, "there is no catalog %s", catalog_name);
    const AttrNumber column = *column_name == 0 ? InvalidAttrNumber : get_attnum(oid, column_name);
    const Relation catalog = table_open(oid, AccessShareLock);
    list_free(RelationGetIndexList(catalog)); // finds the primary key
    ScanKeyData made_by_users;
    ScanKeyInit(&made_by_users, 1 /* oid */, BTGreaterEqualStrategyNumber, F_OIDGE, ObjectIdGetDatum(FirstNormalObjectId));
    SysScanDesc cursor = systable_beginscan(catalog, catalog->rd_pkindex, true, nullptr, 1, &made_by_users);
    bool any = false;
    while (HeapTuple row = systable_getnext(cursor)) {
        any = true;
        if (column == InvalidAttrNumber) break;
        bool is_null;
        seen[static_cast<unsigned char>(DatumGetChar(heap_getattr(row, column, RelationGetDescr(catalog), &is_null)))] = true;
    }
    systable_endscan(cursor);
    table_close(catalog, AccessShareLock);
    return any;
}

} // namespace

const Occupied::Letters& Occupied::letters(std::string_view catalog, std::string_view column) {
    const auto [at, is_new] = letters_.try_emplace({catalog, column});
    if (is_new)
        at->second.any = pg::call(look, std::string(catalog).c_str(), std::string(column).c_str(), at->second.seen);
    return at->second;
}

bool Occupied::has(const kinds::Ops& kind) {
    if (kind.catalog.empty()) return true;
    const Letters& found = letters(kind.catalog, kind.letter_column);
    if (kind.letter_column.empty()) return found.any;
    return std::any_of(kind.letters.begin(), kind.letters.end(),
                       [&](char letter) { return found.seen[static_cast<unsigned char>(letter)]; });
}

} // namespace flux::catalog
