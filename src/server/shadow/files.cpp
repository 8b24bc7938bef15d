// Why the server keeps an empty file: its number must not be given out again before a checkpoint, lest the replay of the
// deletion hit the file's namesake. Numbers come from the counter of OIDs, which does not run through four billion values
// between two checkpoints. The checkpointer, which has been asked to remove the file, takes it well that it is gone.
#include "server/shadow/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "server/pg/call.hpp"
#include "server/pg/compat_files.hpp"
#include "server/pg/memory.hpp"

extern "C" {
#include "catalog/storage.h"
}

namespace flux::shadow {

namespace {

struct Pending {
    pg::compat::FileLocator* files = nullptr;
    int count = 0;
};

// leaf
void pending_files(Pending* pending) { pending->count = smgrGetPendingDeletes(false, &pending->files); }

// leaf. A file that is not empty is not ours to judge.
void remove_empty(const pg::compat::FileLocator* file) {
    const char* const path = pg::compat::main_file_path(*file);
    struct stat status;
    if (stat(path, &status) == 0 && status.st_size == 0) (void)unlink(path);
}

} // namespace

void Files::note() noexcept {
    try {
        const pg::MemoryScope memory;
        Pending pending;
        pg::call(pending_files, &pending);
        made_.insert(made_.end(), pending.files, pending.files + pending.count);
    } catch (...) {
        // Out of memory: the files stay until the next checkpoint, empty.
    }
}

Files::~Files() {
    try {
        for (const auto& file : made_) {
            const pg::MemoryScope memory;
            pg::call(remove_empty, &file);
        }
    } catch (...) {
        // As above.
    }
}

} // namespace flux::shadow
