// Why not SPI: a database of 2,000 tables has 100,000 rows here, and turning each into text would take longer than the
// kinds' queries together.
#include "server/catalog/depend_scan.hpp"

#include "server/pg/call.hpp"
#include "server/pg/memory.hpp"

extern "C" {
#include "access/genam.h"
#include "access/table.h"
#include "catalog/pg_depend.h"
}

namespace flux::catalog {
namespace {

struct Scanned {
    FormData_pg_depend* rows;
    std::size_t count;
};

// leaf
Scanned scan() {
    std::size_t capacity = 4096;
    Scanned scanned{static_cast<FormData_pg_depend*>(palloc(capacity * sizeof(FormData_pg_depend))), 0};
    const Relation catalog = table_open(DependRelationId, AccessShareLock);
    SysScanDesc cursor = systable_beginscan(catalog, InvalidOid, false, nullptr, 0, nullptr);
    while (HeapTuple tuple = systable_getnext(cursor)) {
        if (scanned.count == capacity) {
            capacity *= 2;
            scanned.rows = static_cast<FormData_pg_depend*>(
                repalloc_huge(scanned.rows, capacity * sizeof(FormData_pg_depend)));
        }
        scanned.rows[scanned.count++] = *reinterpret_cast<FormData_pg_depend*>(GETSTRUCT(tuple));
    }
    systable_endscan(cursor);
    table_close(catalog, AccessShareLock);
    return scanned;
}

} // namespace

std::vector<kinds::DependRow> scan_depend() {
    const pg::MemoryScope scratch;
    const Scanned scanned = pg::call(scan);
    std::vector<kinds::DependRow> rows;
    rows.reserve(scanned.count);
    for (std::size_t i = 0; i < scanned.count; ++i) {
        const FormData_pg_depend& row = scanned.rows[i];
        rows.push_back({{row.classid, row.objid, row.objsubid},
                        {row.refclassid, row.refobjid, row.refobjsubid},
                        row.deptype});
    }
    return rows;
}

} // namespace flux::catalog
