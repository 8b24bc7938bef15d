// The lock of change_lock.hpp for a run of many transactions: held by the session, and waited for without a snapshot.
#pragma once

namespace flux::pg {
class Commits;
}

namespace flux::run {

class OnlineLock {
public:
    // Waits within pg_flux.lock_timeout, also for a worker that a lost session has left behind; then 55P03.
    explicit OnlineLock(pg::Commits& commits);
    ~OnlineLock();
    OnlineLock(const OnlineLock&) = delete;
    OnlineLock& operator=(const OnlineLock&) = delete;
};

// Of the worker itself, to its end.
void take_worker_lock();

} // namespace flux::run
