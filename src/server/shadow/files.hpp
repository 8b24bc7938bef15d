// The files that a shadow makes although it has no tables: sequences, the indexes of partitions, and all of it where it must
// be built with storage. Separate from the subtransaction that takes them away, because that leaves each as an empty file
// until the next checkpoint.
#pragma once

#include <vector>

#include "server/pg/compat_ddl.hpp"

namespace flux::shadow {

// Outlives the subtransaction: its end removes what the rollback has left empty.
class Files {
public:
    Files() = default;
    ~Files();
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;

    // What the current subtransaction would take along if it ended now.
    void note() noexcept;

private:
    std::vector<pg::compat::FileLocator> made_;
};

// Notes them at the end of a scope within the subtransaction, however that ends.
class NoteFiles {
public:
    explicit NoteFiles(Files& files) : files_(files) {}
    ~NoteFiles() { files_.note(); }
    NoteFiles(const NoteFiles&) = delete;
    NoteFiles& operator=(const NoteFiles&) = delete;

private:
    Files& files_;
};

} // namespace flux::shadow
