// Exceptions to ERRORs. What the raise needs is copied to a trivial struct while the exception is alive; the copy
// never raises, since a raise inside a catch block would leave the exception alive for ever.
#include "server/pg/entry.hpp"

#include <cstring>
#include <exception>
#include <new>
#include <string>

#include "core/error.hpp"
#include "server/pg/error.hpp"
#include "server/pg/sqlstate.hpp"

#include "server/pg/compat.hpp"

namespace flux::pg {

namespace {

struct Failure {
    ErrorData* server = nullptr;
    int sqlstate = 0;
    const char* message = nullptr;
    const char* detail = nullptr;
    const char* hint = nullptr;
    int line = 0;
};

const char* copy_text(const std::string& value, MemoryContext context) noexcept {
    if (value.empty()) return nullptr;
    void* copy = MemoryContextAllocExtended(context, value.size() + 1, MCXT_ALLOC_NO_OOM | MCXT_ALLOC_HUGE);
    return copy == nullptr ? nullptr : static_cast<const char*>(std::memcpy(copy, value.c_str(), value.size() + 1));
}

Failure describe(const Error& error, MemoryContext context) noexcept {
    Failure failure;
    failure.sqlstate = sqlstate_of(error.code());
    failure.message = copy_text(error.message(), context);
    failure.detail = copy_text(error.detail(), context);
    failure.hint = copy_text(error.hint(), context);
    failure.line = error.line().value_or(0);
    return failure;
}

// Runs the body; true when it failed.
template <typename Body>
bool run(Body body, MemoryContext context, Failure& failure) noexcept {
    try {
        body();
        return false;
    } catch (ServerError& error) {
        failure.server = error.release(context);
    } catch (const Error& error) {
        failure = describe(error, context);
    } catch (const std::bad_alloc&) {
        failure.sqlstate = ERRCODE_OUT_OF_MEMORY;
        failure.message = "out of memory";
    } catch (const std::exception& error) {
        failure.sqlstate = ERRCODE_INTERNAL_ERROR;
        const std::size_t length = std::strlen(error.what());
        void* copy = MemoryContextAllocExtended(context, length + 1, MCXT_ALLOC_NO_OOM | MCXT_ALLOC_HUGE);
        if (copy != nullptr) failure.message = static_cast<const char*>(std::memcpy(copy, error.what(), length + 1));
    } catch (...) {
        failure.sqlstate = ERRCODE_INTERNAL_ERROR;
        failure.message = "an exception of an unknown type";
    }
    return true;
}

[[noreturn]] void raise(const Failure& failure) {
    if (failure.server != nullptr) ReThrowError(failure.server);
    ereport(ERROR, (errcode(failure.sqlstate),
                    errmsg_internal("%s", failure.message == nullptr ? "out of memory" : failure.message),
                    failure.detail == nullptr ? 0 : errdetail_internal("%s", failure.detail),
                    failure.hint == nullptr ? 0 : errhint("%s", failure.hint),
                    failure.line == 0 ? 0 : (errcontext("line %d of the source", failure.line))));
    pg_unreachable();
}

} // namespace

Datum entry(Datum (*body)(FunctionCallInfo), FunctionCallInfo fcinfo) {
    const MemoryContext context = CurrentMemoryContext;
    Failure failure;
    Datum result = 0;
    if (run([&] { result = body(fcinfo); }, context, failure)) {
        MemoryContextSwitchTo(context);
        raise(failure);
    }
    return result;
}

void entry(void (*body)(void*), void* argument) {
    const MemoryContext context = CurrentMemoryContext;
    Failure failure;
    if (run([&] { body(argument); }, context, failure)) {
        MemoryContextSwitchTo(context);
        raise(failure);
    }
}

} // namespace flux::pg
