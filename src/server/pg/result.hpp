// What a FLUX_FUNCTION gives back: scalars from C++ strings, and whole tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/rows.hpp"

#include "server/pg/compat.hpp"

struct Tuplestorestate;
struct AttInMetadata;

namespace flux::pg {

Datum text_datum(std::string_view value);
// Checks the JSON: what is not valid comes out as ServerError.
Datum jsonb_datum(std::string_view json);
Datum null_datum(FunctionCallInfo fcinfo);

// The rows of a set-returning function, in materialize mode. Each cell is read by the input function of its column.
class SetResult {
public:
    explicit SetResult(FunctionCallInfo fcinfo);
    void add(const std::vector<std::optional<std::string>>& row);
    // What the function returns.
    Datum finish() const;

private:
    FunctionCallInfo fcinfo_;
    Tuplestorestate* store_;
    AttInMetadata* input_;
};

} // namespace flux::pg
