#include "server/run/step.hpp"

#include "server/pg/call.hpp"
#include "server/run/settings.hpp"

extern "C" {
#include "executor/spi.h"
#include "utils/timeout.h"
#include "utils/timestamp.h"
}

namespace flux::run {
namespace {

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

} // namespace

long long run_step(int number, const std::string& sql) {
    const StepTimer timer;
    const TimestampTz start = GetCurrentTimestamp();
    pg::call(execute, sql.c_str(), &number);
    return GetCurrentTimestamp() - start;
}

} // namespace flux::run
