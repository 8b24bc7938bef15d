// A memory context for work that pallocs a lot: current while it lives, gone with all that is in it afterwards.
#pragma once

struct MemoryContextData;

namespace flux::pg {

class MemoryScope {
public:
    MemoryScope();
    ~MemoryScope();
    MemoryScope(const MemoryScope&) = delete;
    MemoryScope& operator=(const MemoryScope&) = delete;

    // Frees what was allocated so far.
    void reset();

private:
    MemoryContextData* outer_;
    MemoryContextData* inner_;
};

} // namespace flux::pg
