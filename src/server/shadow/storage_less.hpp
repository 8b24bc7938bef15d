// The table access method pg_flux_shadow: heap without files. Inside a shadow tables are made with it; outside it refuses,
// because a table that forgets its rows must never reach a user.
#pragma once

namespace flux::shadow {

inline constexpr const char* kAccessMethod = "pg_flux_shadow";

// The file number of indexes and sequences without a file. Any number does: no file of that number is ever opened, made or
// removed, since all is rolled back.
inline constexpr unsigned int kNoFile = 1;

// While it lives, the access method makes tables, and default_table_access_method may name it.
class StorageLess {
public:
    StorageLess();
    ~StorageLess();
    StorageLess(const StorageLess&) = delete;
    StorageLess& operator=(const StorageLess&) = delete;
};

// True: tables get a TOAST table where heap would make one. Only for tables with toast.* options, which are kept there.
void set_toast_wanted(bool wanted) noexcept;

} // namespace flux::shadow
