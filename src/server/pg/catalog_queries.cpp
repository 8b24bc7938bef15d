// The plans that are kept, and the executor around them.
#include "server/pg/catalog_queries.hpp"

#include <algorithm>
#include <exception>
#include <map>

#include "server/pg/call.hpp"
#include "server/pg/cells.hpp"
#include "server/pg/compat_query.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/param_list.hpp"

extern "C" {
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_attribute.h"
#include "executor/executor.h"
#include "nodes/plannodes.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "tcop/dest.h"
#include "tcop/tcopprot.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
}

namespace flux::pg {

namespace {

// More than the catalog reader has, whichever extensions come and go in a session.
constexpr std::size_t kMostPlans = 256;

struct Kept {
    MemoryContext memory;
    const PlannedStmt* plan;
    std::uint32_t catalog_pages; // when it was planned
};

std::map<std::string, Kept>& plans() {
    static std::map<std::string, Kept> all;
    return all;
}

// leaf: how big the catalogs are, measured by the biggest.
std::uint32_t catalog_pages() {
    const Relation attributes = table_open(AttributeRelationId, AccessShareLock);
    const std::uint32_t pages = RelationGetNumberOfBlocks(attributes);
    table_close(attributes, AccessShareLock);
    return pages;
}

// leaf
PlannedStmt* plan_query(const char* sql, const ParamArrays* params) {
    List* const parsed = pg_parse_query(sql);
    List* const queries =
        compat::analyze_and_rewrite(linitial_node(RawStmt, parsed), sql, params->types, params->count);
    return pg_plan_query(linitial_node(Query, queries), sql, 0, nullptr);
}

// leaf: a plan that holds for this moment or this role only is not kept, and answered without a memory context.
Kept plan_and_keep(const char* sql, const ParamArrays* params) {
    PlannedStmt* const plan = plan_query(sql, params);
    if (plan->transientPlan || plan->dependsOnRole) return {nullptr, plan, 0};
    const MemoryContext memory = AllocSetContextCreate(CacheMemoryContext, "pg_flux plan", ALLOCSET_SMALL_SIZES);
    const MemoryContext outer = MemoryContextSwitchTo(memory);
    const PlannedStmt* const copy = static_cast<PlannedStmt*>(copyObjectImpl(plan));
    MemoryContextSwitchTo(outer);
    return {memory, copy, catalog_pages()};
}

// A plan made for small catalogs can be a bad one for big ones.
bool still_fits(const Kept& kept) {
    const std::uint32_t pages = call(catalog_pages);
    return pages / 2 <= kept.catalog_pages && kept.catalog_pages / 2 <= pages;
}

void forget(std::map<std::string, Kept>::iterator at) {
    const MemoryContext memory = at->second.memory;
    plans().erase(at);
    call(MemoryContextDelete, memory);
}

const PlannedStmt* plan_of(const std::string& sql, const ParamArrays* params) {
    const auto at = plans().find(sql);
    if (at != plans().end()) {
        if (still_fits(at->second)) return at->second.plan;
        forget(at);
    }
    while (plans().size() >= kMostPlans) forget(plans().begin());
    const Kept kept = call(plan_and_keep, sql.c_str(), params);
    if (kept.memory != nullptr) plans().emplace(sql, kept);
    return kept.plan;
}

// Takes the rows from the executor, as text.
struct Receiver {
    DestReceiver destination; // first: the server knows no more of it
    MemoryContext memory;
    TupleDesc columns;
    Output* outputs;
    Cell* cells;
    std::size_t rows;
    std::size_t capacity;
};

// leaf: the executor's own memory, which is current here, goes before the rows are used.
void start(DestReceiver* self, int, TupleDesc columns) {
    Receiver* const to = reinterpret_cast<Receiver*>(self);
    const MemoryContext executors = MemoryContextSwitchTo(to->memory);
    to->columns = CreateTupleDescCopy(columns);
    to->outputs = static_cast<Output*>(palloc(sizeof(Output) * static_cast<std::size_t>(columns->natts)));
    find_outputs(columns, to->outputs);
    MemoryContextSwitchTo(executors);
}

Cell kept_in(MemoryContext memory, Cell cell) {
    if (cell.data == nullptr) return cell;
    char* const copy = static_cast<char*>(MemoryContextAllocHuge(memory, cell.size + 1));
    std::copy_n(cell.data, cell.size, copy);
    return {copy, cell.size};
}

// leaf
bool receive(TupleTableSlot* slot, DestReceiver* self) {
    Receiver* const to = reinterpret_cast<Receiver*>(self);
    const auto width = static_cast<std::size_t>(to->columns->natts);
    if (to->rows == to->capacity) {
        to->capacity = to->capacity == 0 ? 64 : 2 * to->capacity;
        const std::size_t size = sizeof(Cell) * width * to->capacity;
        to->cells = static_cast<Cell*>(to->cells == nullptr ? MemoryContextAllocHuge(to->memory, size)
                                                            : repalloc_huge(to->cells, size));
    }
    slot_getallattrs(slot);
    Cell* const row = to->cells + width * to->rows++;
    for (std::size_t i = 0; i < width; ++i)
        row[i] = kept_in(to->memory, cell_of(&to->outputs[i], slot->tts_values[i], slot->tts_isnull[i]));
    return true;
}

// leaf
void stop(DestReceiver*) {}

// leaf: the locks that the parser would take.
void lock_catalogs(const PlannedStmt* plan) {
    ListCell* cell;
    foreach (cell, plan->rtable) {
        const RangeTblEntry* const entry = lfirst_node(RangeTblEntry, cell);
        if (entry->rtekind == RTE_RELATION) LockRelationOid(entry->relid, static_cast<LOCKMODE>(entry->rellockmode));
    }
}

// leaf
ParamListInfo param_list(const ParamArrays* params) {
    const ParamListInfo list = makeParamList(params->count);
    for (int i = 0; i < params->count; ++i)
        list->params[i] = {params->datums[i], params->nulls[i] == 'n', 0, params->types[i]};
    return list;
}

// leaf
void execute(const PlannedStmt* plan, const char* sql, const ParamArrays* params, Receiver* to) {
    read_params(params);
    lock_catalogs(plan);
    QueryDesc* const query = CreateQueryDesc(const_cast<PlannedStmt*>(plan), sql, GetActiveSnapshot(), InvalidSnapshot,
                                             &to->destination, param_list(params), nullptr, 0);
    ExecutorStart(query, 0);
    compat::run_to_end(query);
    ExecutorFinish(query);
    ExecutorEnd(query);
    FreeQueryDesc(query);
}

Rows rows_of(const Receiver& receiver) {
    Rows rows;
    const auto width = static_cast<std::size_t>(receiver.columns->natts);
    for (std::size_t i = 0; i < width; ++i)
        rows.columns.emplace_back(NameStr(TupleDescAttr(receiver.columns, static_cast<int>(i))->attname));
    rows.cells.reserve(receiver.rows);
    for (std::size_t i = 0; i < receiver.rows; ++i) {
        if (i % 256 == 0) check_interrupts();
        auto& row = rows.cells.emplace_back(width);
        for (std::size_t c = 0; c < width; ++c) {
            const Cell& cell = receiver.cells[i * width + c];
            if (cell.data != nullptr) row[c].emplace(cell.data, cell.size);
        }
    }
    return rows;
}

// leaf
void push_snapshot() {
    CommandCounterIncrement();
    PushActiveSnapshot(GetTransactionSnapshot());
}

} // namespace

CatalogQueries::CatalogQueries() : exceptions_(std::uncaught_exceptions()) { call(push_snapshot); }

CatalogQueries::~CatalogQueries() {
    if (std::uncaught_exceptions() == exceptions_) PopActiveSnapshot();
}

Rows CatalogQueries::query(const std::string& sql, const std::vector<Param>& params) {
    const MemoryScope scratch;
    ParamList list(params);
    const ParamArrays arrays = list.view();
    const PlannedStmt* const plan = plan_of(sql, &arrays);
    Receiver receiver{{receive, start, stop, stop, DestNone}, CurrentMemoryContext, nullptr, nullptr, nullptr, 0, 0};
    call(execute, plan, sql.c_str(), &arrays, &receiver);
    return rows_of(receiver);
}

} // namespace flux::pg
