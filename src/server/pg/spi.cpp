// Spi and its parameters. Results are turned into text here, a row at a time under a guard, because SPI_getvalue looks
// the output function up again for every cell.
#include "server/pg/spi.hpp"

#include <exception>

#include "server/pg/call.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"

extern "C" {
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
}

namespace flux::pg {

namespace {

std::string array_literal(const std::vector<std::string>& elements) {
    std::string literal = "{";
    for (const auto& element : elements) {
        if (literal.size() > 1) literal += ',';
        literal += '"';
        for (const char c : element) {
            if (c == '"' || c == '\\') literal += '\\';
            literal += c;
        }
        literal += '"';
    }
    return literal + '}';
}

template <class Number> std::string number_array_literal(const std::vector<Number>& numbers) {
    std::string literal = "{";
    for (const Number number : numbers) {
        if (literal.size() > 1) literal += ',';
        literal += std::to_string(number);
    }
    return literal + '}';
}

struct Arguments {
    int count;
    Oid* types;
    const char** values;
    Datum* datums;
    char* nulls;
};

// leaf: text to datums.
void read_arguments(const Arguments* arguments) {
    for (int i = 0; i < arguments->count; ++i) {
        arguments->nulls[i] = arguments->values[i] == nullptr ? 'n' : ' ';
        if (arguments->values[i] == nullptr) continue;
        Oid function, io_param;
        getTypeInputInfo(arguments->types[i], &function, &io_param);
        arguments->datums[i] =
            OidInputFunctionCall(function, const_cast<char*>(arguments->values[i]), io_param, -1);
    }
}

// leaf
void run(const char* sql, const Arguments* arguments, bool read_only) {
    read_arguments(arguments);
    const int outcome = SPI_execute_with_args(sql, arguments->count, arguments->types, arguments->datums,
                                              arguments->nulls, read_only, 0);
    if (outcome < 0) elog(ERROR, "SPI_execute_with_args failed: %s", SPI_result_code_string(outcome));
}

void run_guarded(const std::string& sql, const std::vector<Param>& params, bool read_only) {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<Datum> datums(params.size() + 1);
    std::vector<char> nulls(params.size() + 1);
    for (const Param& param : params) {
        types.push_back(param.type());
        values.push_back(param.value() ? param.value()->c_str() : nullptr);
    }
    const Arguments arguments{static_cast<int>(params.size()), types.data(), values.data(), datums.data(),
                              nulls.data()};
    call(run, sql.c_str(), &arguments, read_only);
}

struct Cell {
    const char* data;
    std::size_t size;
};

struct Output {
    FmgrInfo function;
    bool is_text;
};

// leaf
void find_outputs(TupleDesc desc, Output* outputs) {
    for (int i = 0; i < desc->natts; ++i) {
        Oid function;
        bool is_varlena;
        getTypeOutputInfo(TupleDescAttr(desc, i)->atttypid, &function, &is_varlena);
        fmgr_info(function, &outputs[i].function);
        outputs[i].is_text = TupleDescAttr(desc, i)->atttypid == TEXTOID;
    }
}

// leaf
void read_row(HeapTuple row, TupleDesc desc, Output* outputs, Cell* cells) {
    for (int i = 0; i < desc->natts; ++i) {
        bool is_null;
        const Datum value = heap_getattr(row, i + 1, desc, &is_null);
        if (is_null) {
            cells[i] = {nullptr, 0};
        } else if (outputs[i].is_text) {
            text* const plain = DatumGetTextPP(value);
            cells[i] = {VARDATA_ANY(plain), VARSIZE_ANY_EXHDR(plain)};
        } else {
            const char* const plain = OutputFunctionCall(&outputs[i].function, value);
            cells[i] = {plain, strlen(plain)};
        }
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
void connect(bool push_snapshot) {
    if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
    if (!push_snapshot) return;
    CommandCounterIncrement();
    PushActiveSnapshot(GetTransactionSnapshot());
}

// leaf
void finish(bool pop_snapshot) {
    if (pop_snapshot) PopActiveSnapshot();
    SPI_finish();
}

} // namespace

Param::Param(std::string_view value) : type_(TEXTOID), value_(value) {}
Param::Param(bool value) : type_(BOOLOID), value_(value ? "t" : "f") {}
Param::Param(std::int64_t value) : type_(INT8OID), value_(std::to_string(value)) {}
Param::Param(const std::vector<std::string>& texts) : type_(TEXTARRAYOID), value_(array_literal(texts)) {}
Param::Param(const std::vector<unsigned int>& oids) : type_(OIDARRAYOID), value_(number_array_literal(oids)) {}
Param::Param(const std::vector<std::int64_t>& numbers) : type_(INT8ARRAYOID), value_(number_array_literal(numbers)) {}
Param Param::jsonb(std::string_view json) { return {JSONBOID, std::string(json)}; }
Param Param::oid(unsigned int oid) { return {OIDOID, std::to_string(oid)}; }
Param Param::names(const std::vector<std::string>& names) { return {NAMEARRAYOID, array_literal(names)}; }
Param Param::null() { return {TEXTOID, std::nullopt}; }
Param Param::optional_text(const std::optional<std::string>& value) { return {TEXTOID, value}; }

Spi::Spi(Snapshot snapshot) : snapshot_(snapshot), exceptions_(std::uncaught_exceptions()) {
    call(connect, snapshot == Snapshot::one);
}

Spi::~Spi() {
    if (std::uncaught_exceptions() > exceptions_) return;
    try {
        call(finish, snapshot_ == Snapshot::one);
    } catch (const std::exception& error) {
        ereport(WARNING, (errmsg_internal("could not end a use of SPI: %s", error.what())));
    }
}

Rows Spi::query(const std::string& sql, const std::vector<Param>& params) {
    run_guarded(sql, params, snapshot_ == Snapshot::one);
    if (SPI_tuptable == nullptr) return {};
    SPITupleTable* const table = SPI_tuptable;
    Rows rows = take_rows(table, SPI_processed);
    call(SPI_freetuptable, table);
    return rows;
}

std::uint64_t Spi::execute(const std::string& sql, const std::vector<Param>& params) {
    run_guarded(sql, params, false);
    const std::uint64_t processed = SPI_processed;
    if (SPI_tuptable != nullptr) call(SPI_freetuptable, SPI_tuptable);
    return processed;
}

} // namespace flux::pg
