// Results for SQL. Separate from entry.hpp, because only the functions of the API need it.
#include "server/pg/result.hpp"

#include "core/error.hpp"
#include "server/pg/call.hpp"
#include "server/pg/memory.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"
}

namespace flux::pg {

namespace {

// leaf
Datum make_text(const char* data, std::size_t size) {
    return PointerGetDatum(cstring_to_text_with_len(data, static_cast<int>(size)));
}

// leaf
Datum make_jsonb(const char* json) {
    Oid function, io_param;
    getTypeInputInfo(JSONBOID, &function, &io_param);
    return OidInputFunctionCall(function, const_cast<char*>(json), io_param, -1);
}

struct Store {
    Tuplestorestate* tuples;
    AttInMetadata* input;
};

// leaf
Store open_store(FunctionCallInfo fcinfo) {
    auto* const info = reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo);
    if (info == nullptr || !IsA(info, ReturnSetInfo))
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("set-valued function called in context that cannot accept a set")));
    if (!(info->allowedModes & SFRM_Materialize))
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("materialize mode required, but it is not allowed in this context")));
    const MemoryContext outer = MemoryContextSwitchTo(info->econtext->ecxt_per_query_memory);
    TupleDesc desc;
    if (get_call_result_type(fcinfo, nullptr, &desc) != TYPEFUNC_COMPOSITE) {
        if (info->expectedDesc == nullptr) elog(ERROR, "return type must be a row type");
        desc = info->expectedDesc;
    }
    desc = CreateTupleDescCopy(desc);
    Store store{tuplestore_begin_heap((info->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem),
                TupleDescGetAttInMetadata(desc)};
    info->returnMode = SFRM_Materialize;
    info->setResult = store.tuples;
    info->setDesc = desc;
    MemoryContextSwitchTo(outer);
    return store;
}

// leaf
void put_row(Tuplestorestate* store, AttInMetadata* input, const char** cells) {
    tuplestore_puttuple(store, BuildTupleFromCStrings(input, const_cast<char**>(cells)));
}

} // namespace

Datum text_datum(std::string_view value) {
    if (value.size() > MaxAllocSize - VARHDRSZ - 1)
        throw Error(ErrorCode::feature_not_supported, "the result is larger than PostgreSQL's limit for one value");
    return call(make_text, value.data(), value.size());
}

Datum jsonb_datum(std::string_view json) {
    const std::string terminated(json);
    return call(make_jsonb, terminated.c_str());
}

Datum null_datum(FunctionCallInfo fcinfo) {
    fcinfo->isnull = true;
    return 0;
}

SetResult::SetResult(FunctionCallInfo fcinfo) : fcinfo_(fcinfo) {
    const Store store = call(open_store, fcinfo);
    store_ = store.tuples;
    input_ = store.input;
}

void SetResult::add(const std::vector<std::optional<std::string>>& row) {
    if (row.size() != static_cast<std::size_t>(input_->tupdesc->natts))
        throw Error(ErrorCode::internal, "a row has " + std::to_string(row.size()) + " cells, the result has " +
                                             std::to_string(input_->tupdesc->natts) + " columns");
    std::vector<const char*> cells;
    for (const auto& cell : row) cells.push_back(cell ? cell->c_str() : nullptr);
    const MemoryScope scratch;
    call(put_row, store_, input_, cells.data());
}

Datum SetResult::finish() const {
    fcinfo_->isnull = true;
    return 0;
}

} // namespace flux::pg
