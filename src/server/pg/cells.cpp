// Why not SPI_getvalue: it looks the output function up again for every cell.
#include "server/pg/cells.hpp"

#include <cstring>

extern "C" {
#include "catalog/pg_type.h"
#include "utils/lsyscache.h"
}

namespace flux::pg {

void find_outputs(TupleDesc desc, Output* outputs) {
    for (int i = 0; i < desc->natts; ++i) {
        Oid function;
        bool is_varlena;
        getTypeOutputInfo(TupleDescAttr(desc, i)->atttypid, &function, &is_varlena);
        fmgr_info(function, &outputs[i].function);
        outputs[i].is_text = TupleDescAttr(desc, i)->atttypid == TEXTOID;
    }
}

Cell cell_of(Output* output, Datum value, bool is_null) {
    if (is_null) return {nullptr, 0};
    if (output->is_text) {
        text* const plain = DatumGetTextPP(value);
        return {VARDATA_ANY(plain), VARSIZE_ANY_EXHDR(plain)};
    }
    const char* const plain = OutputFunctionCall(&output->function, value);
    return {plain, std::strlen(plain)};
}

} // namespace flux::pg
