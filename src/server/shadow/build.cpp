// The build itself: statements in their order; foreign keys of CREATE TABLE and owners of sequences after all tables;
// what fails again later.
// Separate from shadow.cpp, which decides which attempts there are and what surrounds them.
#include "server/shadow/build.hpp"

#include <utility>

#include "core/text/quote.hpp"
#include "server/pg/call.hpp"
#include "server/pg/interrupts.hpp"
#include "server/pg/memory.hpp"
#include "server/pg/subtransaction.hpp"
#include "server/shadow/execute.hpp"
#include "server/shadow/files.hpp"
#include "server/shadow/locks.hpp"
#include "server/shadow/settings.hpp"

extern "C" {
#include "nodes/pg_list.h"
}

namespace flux::shadow {

namespace {

// Sequences' locks are given back every so many statements.
constexpr std::size_t kSweep = 256;

struct Item {
    std::size_t statement;
    std::size_t place = 0; // in the schedule
    Node* part = nullptr;  // of the statement, which waited; nullptr: the statement itself
};

std::string managed_path(const std::vector<std::string>& schemas) {
    std::string path;
    for (const std::string& schema : schemas) path += (path.empty() ? "" : ", ") + quote_ident(schema);
    return path;
}

class Builder {
public:
    Builder(const Declaration& declaration, const Schedule& plan, const std::vector<std::string>& schemas, Mode mode,
            const std::string& access_method)
        : declaration_(declaration), schedule_(plan), mode_(mode), access_method_(access_method),
          managed_path_(managed_path(schemas)), environments_(declaration, access_method_), keep_(CurrentMemoryContext) {}

    std::optional<Failure> run() {
        std::vector<Item> items;
        for (std::size_t i = 0; i < schedule_.order.size(); ++i)
            if (!schedule_.folded[schedule_.order[i]]) items.push_back({schedule_.order[i], i});
        auto failure = mode_.patient ? run_in_rounds(std::move(items)) : run_once(items);
        environments_.leave();
        return failure;
    }

private:
    std::optional<Failure> run_once(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (item.place >= schedule_.foreign_keys_at ||
                (schedule_.constraints_need_keys && declaration_.statements[item.statement].about_constraint))
                if (auto failure = run_later_parts()) return failure;
            if (auto failure = attempt(item)) return failure;
        }
        return run_later_parts();
    }

    std::optional<Failure> run_later_parts() {
        for (const Item& part : std::exchange(later_, {}))
            if (auto failure = attempt(part)) return failure;
        return std::nullopt;
    }

    std::optional<Failure> run_in_rounds(std::vector<Item> pending) {
        while (!pending.empty()) {
            std::vector<Item> failed;
            std::optional<Failure> first;
            for (std::size_t i = 0; i < pending.size(); ++i) {
                const Item item = pending[i];
                auto failure = attempt_and_keep(item);
                if (failure) failed.push_back(item);
                if (failure && !first) first = std::move(failure);
                for (const Item& part : std::exchange(later_, {})) pending.push_back(part);
            }
            if (failed.size() == pending.size()) {
                first->others = failed.size() - 1;
                return first;
            }
            pending = std::move(failed);
        }
        return std::nullopt;
    }

    // In a subtransaction of its own, so that a failure leaves the rest alone.
    std::optional<Failure> attempt_and_keep(const Item& item) {
        if (auto failure = enter_environment(item)) return failure;
        Files files;
        pg::SubTransaction subtransaction;
        auto failure = attempt(item);
        if (failure) files.note();
        else subtransaction.commit();
        return failure;
    }

    std::optional<Failure> enter_environment(const Item& item) {
        try {
            environments_.enter(declaration_.statements[item.statement].environment);
            return std::nullopt;
        } catch (const pg::ServerError& error) {
            return describe(item, error);
        }
    }

    std::optional<Failure> attempt(const Item& item) {
        pg::check_interrupts();
        try {
            environments_.enter(declaration_.statements[item.statement].environment);
            run_item(item);
            return std::nullopt;
        } catch (const pg::ServerError& error) {
            if (error.is_interrupt()) throw;
            return describe(item, error);
        }
    }

    void run_item(const Item& item) {
        const pg::MemoryScope memory;
        std::vector<const char*> enum_changes;
        for (const std::size_t change : schedule_.enum_changes[item.statement])
            enum_changes.push_back(declaration_.statements[change].text.c_str());
        Job job;
        job.sql = declaration_.statements[item.statement].text.c_str();
        job.node = item.part == nullptr ? nullptr : pg::call(copy_node, item.part);
        job.storage_less = mode_.storage_less;
        job.default_access_method = access_method_.c_str();
        job.managed_path = managed_path_.c_str();
        job.enum_changes = enum_changes.data();
        job.enum_change_count = static_cast<int>(enum_changes.size());
        job.keep = keep_;
        StatementLocks locks;
        pg::call(execute, &job);
        locks.release();
        for (int i = 0; i < list_length(job.later); ++i)
            later_.push_back({item.statement, item.place, static_cast<Node*>(list_nth(job.later, i))});
        if (++count_ % kSweep == 0) sequence_locks_.release();
    }

    static Failure describe(const Item& item, const pg::ServerError& error) {
        return {item.statement, error.sqlstate(), error.what(), error.detail(), error.hint(), error.position(), 0};
    }

    static Node* copy_node(const Node* node) { return static_cast<Node*>(copyObjectImpl(node)); }

    const Declaration& declaration_;
    const Schedule& schedule_;
    Mode mode_;
    std::string access_method_;
    std::string managed_path_;
    Environments environments_;
    SequenceLocks sequence_locks_;
    MemoryContext keep_;
    std::vector<Item> later_;
    std::size_t count_ = 0;
};

} // namespace

std::optional<Failure> build(const Declaration& declaration, const Schedule& plan,
                             const std::vector<std::string>& schemas, Mode mode, const std::string& access_method) {
    return Builder(declaration, plan, schemas, mode, access_method).run();
}

} // namespace flux::shadow
