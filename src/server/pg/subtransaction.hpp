// An internal subtransaction. It is the only licence to catch a ServerError and go on: catching alone leaves locks,
// snapshots and half-made catalog rows behind; rolling back takes them away.
#pragma once

struct MemoryContextData;
struct ResourceOwnerData;

namespace flux::pg {

class SubTransaction {
public:
    SubTransaction();
    // Rolls back unless commit() or rollback() was called.
    ~SubTransaction();
    SubTransaction(const SubTransaction&) = delete;
    SubTransaction& operator=(const SubTransaction&) = delete;

    void commit();
    void rollback();

private:
    MemoryContextData* memory_;
    ResourceOwnerData* owner_;
    bool open_ = false;
};

} // namespace flux::pg
