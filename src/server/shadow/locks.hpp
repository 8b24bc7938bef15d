// Gives locks back while a shadow is built: what only this transaction can ever see needs none, and 2,000 tables would
// otherwise fill the server's lock table.
#pragma once

#include <vector>

struct ResourceOwnerData;

namespace flux::shadow {

// Locks taken while it lives are given back at its end, or by the abort that follows an error.
class StatementLocks {
public:
    StatementLocks();
    // Call it when the statement succeeded.
    void release();

private:
    ResourceOwnerData* outer_;
    ResourceOwnerData* inner_;
};

// Sequences hold theirs until the end of the top transaction, even past a rollback.
class SequenceLocks {
public:
    SequenceLocks();
    // Gives back those that came since.
    void release() const;

private:
    std::vector<unsigned int> before_; // OIDs of relations, sorted
};

} // namespace flux::shadow
