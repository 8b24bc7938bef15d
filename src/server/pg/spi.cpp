// Spi. Results are turned into text here, a row at a time under a guard.
#include "server/pg/spi.hpp"

#include <exception>

#include "server/pg/param_list.hpp"
#include "server/pg/call.hpp"
#include "server/pg/cells.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"

extern "C" {
#include "executor/spi.h"
}

namespace flux::pg {

namespace {

// leaf
void run(const char* sql, const ParamArrays* params) {
    read_params(params);
    const int outcome =
        SPI_execute_with_args(sql, params->count, params->types, params->datums, params->nulls, false, 0);
    if (outcome < 0) elog(ERROR, "SPI_execute_with_args failed: %s", SPI_result_code_string(outcome));
}

void run_guarded(const std::string& sql, const std::vector<Param>& params) {
    ParamList list(params);
    const ParamArrays arrays = list.view();
    call(run, sql.c_str(), &arrays);
}

// leaf
void read_row(HeapTuple row, TupleDesc desc, Output* outputs, Cell* cells) {
    for (int i = 0; i < desc->natts; ++i) {
        bool is_null;
        const Datum value = heap_getattr(row, i + 1, desc, &is_null);
        cells[i] = cell_of(&outputs[i], value, is_null);
    }
}

Rows take_rows(SPITupleTable* table, std::uint64_t count) {
    Rows rows;
    const TupleDesc desc = table->tupdesc;
    const auto width = static_cast<std::size_t>(desc->natts);
    for (std::size_t i = 0; i < width; ++i)
        rows.columns.emplace_back(NameStr(TupleDescAttr(desc, static_cast<int>(i))->attname));
    const MemoryScope functions;
    std::vector<Output> outputs(width);
    call(find_outputs, desc, outputs.data());
    std::vector<Cell> cells(width);
    MemoryScope scratch;
    rows.cells.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        check_interrupts();
        call(read_row, table->vals[i], desc, outputs.data(), cells.data());
        auto& row = rows.cells.emplace_back(width);
        for (std::size_t c = 0; c < width; ++c)
            if (cells[c].data != nullptr) row[c].emplace(cells[c].data, cells[c].size);
        if (i % 64 == 63) scratch.reset();
    }
    return rows;
}

// leaf
void connect() {
    if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
}

// leaf
void finish() { SPI_finish(); }

} // namespace

Spi::Spi() : exceptions_(std::uncaught_exceptions()) { call(connect); }

Spi::~Spi() {
    if (std::uncaught_exceptions() > exceptions_) return;
    try {
        call(finish);
    } catch (const std::exception& error) {
        ereport(WARNING, (errmsg_internal("could not end a use of SPI: %s", error.what())));
    }
}

Rows Spi::query(const std::string& sql, const std::vector<Param>& params) {
    run_guarded(sql, params);
    if (SPI_tuptable == nullptr) return {};
    SPITupleTable* const table = SPI_tuptable;
    Rows rows = take_rows(table, SPI_processed);
    call(SPI_freetuptable, table);
    return rows;
}

std::uint64_t Spi::execute(const std::string& sql, const std::vector<Param>& params) {
    run_guarded(sql, params);
    const std::uint64_t processed = SPI_processed;
    if (SPI_tuptable != nullptr) call(SPI_freetuptable, SPI_tuptable);
    return processed;
}

} // namespace flux::pg
