#include "server/run/encoding.hpp"

#include "core/error.hpp"

#include "server/pg/compat.hpp"

extern "C" {
#include "mb/pg_wchar.h"
}

namespace flux::run {

void require_utf8() {
    if (GetDatabaseEncoding() == PG_UTF8) return;
    throw Error(ErrorCode::feature_not_supported,
                std::string("pg_flux needs a database in UTF8, this one is in ") + GetDatabaseEncodingName());
}

} // namespace flux::run
