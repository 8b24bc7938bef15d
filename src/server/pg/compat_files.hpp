// What differs between PostgreSQL 14 and 18 in the names of files. Apart from compat_ddl.hpp, because one file needs it.
#pragma once

#include "server/pg/compat_ddl.hpp"

extern "C" {
#include "common/relpath.h"
}

namespace flux::pg::compat {

// leaf: of the main fork of a permanent relation. 18 returns a struct instead of a palloc'd string.
inline const char* main_file_path(const FileLocator& file) {
#if PG_VERSION_NUM >= 180000
    return pstrdup(relpathperm(file, MAIN_FORKNUM).str);
#else
    return relpathperm(file, MAIN_FORKNUM);
#endif
}

} // namespace flux::pg::compat
