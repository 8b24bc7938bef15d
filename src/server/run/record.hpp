// The runs: each change that pg_flux makes has a number while it is made, and leaves a row in pg_flux.run that nobody but
// the extension writes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/plan/document.hpp"

namespace flux::run {

enum class RunKind : std::uint8_t { apply, apply_online, migrate, baseline, rollback };

const char* name_of(RunKind kind); // as the history shows it

struct Run {
    RunKind kind = RunKind::apply;
    std::string label; // of a migration: its file name
    std::string file_hash = {};
    PlanDocument plan;
    std::optional<std::int64_t> undoes = std::nullopt; // of a rollback: the run that it takes back
};

// The number of the change that this backend makes now: what an event trigger tells apart its own from a stranger's by.
std::optional<std::int64_t> current_run();

void set_current_run(std::optional<std::int64_t> run);

// The same for the length of a scope.
class CurrentRun {
public:
    explicit CurrentRun(std::int64_t run) : outer_(current_run()) { set_current_run(run); }
    ~CurrentRun() { set_current_run(outer_); }
    CurrentRun(const CurrentRun&) = delete;
    CurrentRun& operator=(const CurrentRun&) = delete;

private:
    std::optional<std::int64_t> outer_;
};

// The row of a run of many transactions, which has only begun; whoever runs it says how it ended. Returns its number.
std::int64_t record_running(const Run& run);

// A run in the caller's transaction: its row is there once that commits.
class Record {
public:
    explicit Record(Run run);
    ~Record();
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;

    std::int64_t id() const { return id_; }
    // `to`: the fingerprint that was reached.
    void done(const std::string& to);

private:
    Run run_;
    std::int64_t id_;
    std::int64_t start_;
    std::optional<std::int64_t> outer_;
};

} // namespace flux::run
