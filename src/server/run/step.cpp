#include "server/run/step.hpp"

#include "core/error.hpp"

#include "server/pg/call.hpp"
#include "server/run/settings.hpp"

extern "C" {
#include "executor/spi.h"
#include "utils/timeout.h"
#include "utils/timestamp.h"
}

namespace flux::run {
namespace {

constinit const char* current = nullptr;

class Current {
public:
    explicit Current(const Step& step) : outer_(current) { current = step.sql.c_str(); }
    ~Current() { current = outer_; }
    Current(const Current&) = delete;
    Current& operator=(const Current&) = delete;

private:
    const char* outer_;
};

// leaf
void add_context(void* number) { errcontext("pg_flux step %d", *static_cast<const int*>(number)); }

// leaf
void execute(const char* sql, const int* number) {
    ErrorContextCallback context{error_context_stack, add_context, const_cast<int*>(number)};
    error_context_stack = &context;
    if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
    const int outcome = SPI_execute(sql, false, 0);
    if (outcome < 0) elog(ERROR, "SPI_execute failed: %s", SPI_result_code_string(outcome));
    SPI_finish();
    error_context_stack = context.previous;
}

// statement_timeout counts from the start of the caller's statement; a step gets a time of its own by the same clock.
class StepTimer {
public:
    StepTimer() {
        const int limit = statement_timeout();
        if (limit == 0) return;
        had_ = get_timeout_active(STATEMENT_TIMEOUT);
        if (had_) outer_ = get_timeout_finish_time(STATEMENT_TIMEOUT);
        const TimestampTz mine = TimestampTzPlusMilliseconds(GetCurrentTimestamp(), limit);
        if (had_ && outer_ <= mine) return;
        set_ = true;
        enable_timeout_at(STATEMENT_TIMEOUT, mine);
    }
    ~StepTimer() {
        if (!set_) return;
        if (had_)
            enable_timeout_at(STATEMENT_TIMEOUT, outer_);
        else
            disable_timeout(STATEMENT_TIMEOUT, false);
    }
    StepTimer(const StepTimer&) = delete;
    StepTimer& operator=(const StepTimer&) = delete;

private:
    bool had_ = false, set_ = false;
    TimestampTz outer_ = 0;
};

// Why: the server's report of a failure quotes the statement.
void run_secret(int number, const Step& step) {
    try {
        pg::call(execute, step.secret_sql.c_str(), &number);
    } catch (const pg::ServerError& error) {
        if (error.is_interrupt()) throw;
        throw Error(ErrorCode::invalid_parameter, "step " + std::to_string(number) + " failed: " + error.what(), step.sql,
                    error.hint());
    }
}

} // namespace

const char* current_statement() { return current; }

long long run_step(int number, const Step& step) {
    const Current now(step);
    const StepTimer timer;
    const TimestampTz start = GetCurrentTimestamp();
    if (step.holds_secret)
        run_secret(number, step);
    else
        pg::call(execute, step.sql.c_str(), &number);
    return GetCurrentTimestamp() - start;
}

} // namespace flux::run
