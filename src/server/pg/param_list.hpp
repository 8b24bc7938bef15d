// Params as a leaf function sees them: plain arrays, owned by an ParamList above the boundary.
#pragma once

#include "server/pg/param.hpp"

#include "server/pg/compat.hpp"

namespace flux::pg {

struct ParamArrays {
    int count;
    Oid* types;
    const char** values;
    Datum* datums;
    char* nulls; // 'n' or ' '
};

class ParamList {
public:
    // `params` must outlive it.
    explicit ParamList(const std::vector<Param>& params);
    ParamArrays view();

private:
    std::vector<Oid> types_;
    std::vector<const char*> values_;
    std::vector<Datum> datums_;
    std::vector<char> nulls_;
};

// leaf: texts to datums.
void read_params(const ParamArrays* params);

} // namespace flux::pg
