#include "server/run/online_run.hpp"

#include <algorithm>
#include <exception>
#include <optional>

#include "server/catalog/settings.hpp"
#include "server/pg/commits.hpp"
#include "server/pg/error.hpp"
#include "server/pg/guc.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/pg/user.hpp"
#include "server/pg/worker.hpp"
#include "server/run/facts.hpp"
#include "server/run/lock_limit.hpp"
#include "server/run/online_state.hpp"
#include "server/run/settings.hpp"
#include "server/run/step.hpp"

namespace flux::run {
namespace {

constexpr int kAttempts = 20;
constexpr long kFirstPauseMs = 200, kLongestPauseMs = 20'000;

// Positions from `first` up to `end`, the last one not among them.
struct Group {
    std::size_t first, end;
};

std::vector<Group> groups_of(const OnlinePlan& steps) {
    std::vector<Group> out;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool joins = i > 0 && steps[i].group == steps[i - 1].group && steps[i].step.transactional && steps[i - 1].step.transactional;
        if (joins) out.back().end = i + 1;
        else out.push_back({i, i + 1});
    }
    return out;
}

class Runner {
public:
    Runner(pg::Commits& commits, std::int64_t run, const OnlinePlan& steps) : commits_(commits), run_(run), steps_(steps) {}

    void run(const Group& group) {
        mark(group, "running");
        commits_.commit();
        if (steps_[group.first].step.transactional)
            in_transaction(group);
        else
            in_worker(group);
    }

private:
    void mark(const Group& group, const std::string& state, const std::string& error = "") {
        mark_steps(run_, group.first + 1, group.end, state, error);
    }

    void fail(const Group& group, const std::exception& error) {
        mark(group, "failed", error.what());
        commits_.commit();
    }

    // True once it is done; false where a lock was not to be had.
    bool tried(const Group& group, bool last) {
        commits_.begin();
        pg::GucScope settings;
        catalog::pin_step_settings(settings);
        const LockLimit limit;
        const Step* at = nullptr;
        int number = 0;
        std::string failure;
        try {
            const pg::AsUser caller(pg::current_user());
            pg::SubTransaction subtransaction;
            for (std::size_t i = group.first; i < group.end; ++i) {
                at = &steps_[i].step;
                number = static_cast<int>(i) + 1;
                hold_empty(*at);
                (void)run_step(number, *at);
            }
            mark(group, "done");
            subtransaction.commit();
            return true;
        } catch (const pg::ServerError& error) {
            if (!is_lock_timeout(error) || at == nullptr) throw;
            failure = error.what();
        }
        if (last) raise_locked(number, *at, failure);
        return false;
    }

    void in_transaction(const Group& group) {
        long pause = kFirstPauseMs;
        for (int attempt = 1;; ++attempt, pause = std::min(2 * pause, kLongestPauseMs)) {
            try {
                if (tried(group, attempt == kAttempts)) break;
            } catch (const std::exception& error) {
                fail(group, error);
                throw;
            }
            mark(group, "waiting", "a lock was not to be had within pg_flux.lock_timeout");
            commits_.commit();
            pg::sleep_ms(pause);
            mark(group, "running");
            commits_.commit();
        }
        commits_.commit();
    }

    // No snapshot is held from the commit before to the end of the worker.
    void in_worker(const Group& group) {
        try {
            pg::run_in_worker({steps_[group.first].step.sql, run_, statement_timeout()});
        } catch (const std::exception& error) {
            fail(group, error);
            throw;
        }
        mark(group, "done");
        commits_.commit();
    }

    pg::Commits& commits_;
    const std::int64_t run_;
    const OnlinePlan& steps_;
};

} // namespace

void run_online_steps(pg::Commits& commits, std::int64_t run, const OnlinePlan& steps) {
    write_steps(run, steps);
    commits.commit();
    Runner runner(commits, run, steps);
    for (const Group& group : groups_of(steps)) runner.run(group);
}

} // namespace flux::run
