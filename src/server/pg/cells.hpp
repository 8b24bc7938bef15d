// A row's values as text, turned by leaf functions.
#pragma once

#include <cstddef>

#include "server/pg/compat.hpp"

namespace flux::pg {

struct Cell {
    const char* data; // nullptr for NULL
    std::size_t size;
};

struct Output {
    FmgrInfo function;
    bool is_text;
};

// leaf: looks up what turns each column of `desc` into text.
void find_outputs(TupleDesc desc, Output* outputs);

// leaf: may point into the value itself.
Cell cell_of(Output* output, Datum value, bool is_null);

} // namespace flux::pg
